using Jiban.City.Contracts;
using Jiban.Platform.Files;

namespace Jiban.Patrol.Shifts;

/// <summary>A point of a track.</summary>
/// <param name="LonE7">1e-7 degrees, WGS-84.</param>
/// <param name="LatE7">1e-7 degrees, WGS-84.</param>
/// <param name="Implausible">Nobody on patrol gets there so fast: kept, and not counted.</param>
internal sealed record TrackPoint(
    int Seq,
    DateTimeOffset At,
    int LonE7,
    int LatE7,
    float AccuracyMetres,
    bool Implausible
)
{
    /// <summary>Coarser than this a point does not tell which street it was.</summary>
    public const float CoarsestMetres = 50;

    /// <summary>Whether it tells that a place was seen.</summary>
    public bool Counts => !Implausible && AccuracyMetres <= CoarsestMetres;
}

/// <summary>What a track may hold and what of it is plausible. Pure.</summary>
internal static class Track
{
    /// <summary>120 km/h: more than any vehicle of a patrol does in a street.</summary>
    private const double FastestMetresASecond = 33.4;

    /// <summary>Why a batch is not taken; null when it is. One point outside of duty refuses all of it.</summary>
    /// <param name="consentSince">Null: no consent.</param>
    public static ShiftRefusal? Decide(
        Shift shift,
        IEnumerable<DateTimeOffset> times,
        DateTimeOffset? consentSince,
        ShiftSettings.Settings settings,
        DateTimeOffset now
    )
    {
        if (consentSince is not { } since)
        {
            return ShiftRefusal.WithoutConsent;
        }

        if (shift is not { StartedAt: { } started } || shift.DutyUntil(settings) is not { } until)
        {
            return ShiftRefusal.OffDuty;
        }

        var earliest = DateTimeOffset.MaxValue;
        foreach (var at in times)
        {
            if (at < started - FieldSeal.Slack || at > until || at > now + FieldSeal.Slack)
            {
                return ShiftRefusal.OffDuty;
            }

            earliest = at < earliest ? at : earliest;
        }

        return earliest < since - FieldSeal.Slack ? ShiftRefusal.WithoutConsent : null;
    }

    /// <summary>Marks the points to which nobody could have come from the last plausible one, accuracy allowed for.</summary>
    /// <param name="before">The last plausible point before these; null for none.</param>
    public static IReadOnlyList<TrackPoint> Flag(TrackPoint? before, IEnumerable<TrackPoint> points)
    {
        var flagged = new List<TrackPoint>();
        foreach (var point in points.OrderBy(point => point.Seq))
        {
            var judged = point with
            {
                Implausible = before is not null && IsTooFast(before, point),
            };
            flagged.Add(judged);
            before = judged.Implausible ? before : judged;
        }

        return flagged;
    }

    private static bool IsTooFast(TrackPoint from, TrackPoint to)
    {
        // Two fixes within a second are one.
        var seconds = Math.Max(1, (to.At - from.At).TotalSeconds);
        return Distance.Between(from.LonE7, from.LatE7, to.LonE7, to.LatE7)
                - from.AccuracyMetres
                - to.AccuracyMetres
            > seconds * FastestMetresASecond;
    }
}
