namespace Jiban.Patrol.Shifts;

/// <summary>A street or cell to which a shift may go.</summary>
/// <param name="LastSeen">The day on which somebody of the patrol was there last; for a street, at its longest unseen stretch. Null: never.</param>
/// <param name="Cases">Requests there in the last <see cref="RouteProposal.CaseDays"/> days.</param>
internal sealed record RouteCandidate(
    StopKind Kind,
    string Code,
    string Name,
    double Lon,
    double Lat,
    DateOnly? LastSeen,
    int Cases
);

/// <summary>A candidate with what speaks for it.</summary>
/// <param name="DaysUnseen">At most <see cref="RouteProposal.LongestDays"/>, which also stands for never.</param>
/// <param name="Score">0 to 100: one a day unseen, two a request.</param>
internal sealed record RouteStop(RouteCandidate Candidate, int DaysUnseen, int Score);

/// <summary>Which streets or cells a shift goes to: not seen for longest first, and those with more requests first. Pure.</summary>
internal static class RouteProposal
{
    public const int CaseDays = 30;
    public const int LongestDays = 60;
    private const int MostCases = 20;
    private const int PointsACase = 2;

    /// <summary>The best stops, best first; equals by name and code, so that the same city gives the same route.</summary>
    public static IReadOnlyList<RouteStop> Of(
        IEnumerable<RouteCandidate> candidates,
        DateOnly today,
        int most
    ) =>
        [
            .. candidates
                .Select(one => Judge(one, today))
                .Where(stop => stop.Score > 0)
                .OrderByDescending(stop => stop.Score)
                .ThenByDescending(stop => stop.DaysUnseen)
                .ThenBy(stop => stop.Candidate.Name, StringComparer.Ordinal)
                .ThenBy(stop => stop.Candidate.Code, StringComparer.Ordinal)
                .Take(most),
        ];

    private static RouteStop Judge(RouteCandidate one, DateOnly today)
    {
        var days = one.LastSeen is { } seen
            ? Math.Clamp(today.DayNumber - seen.DayNumber, 0, LongestDays)
            : LongestDays;
        return new(one, days, days + PointsACase * Math.Min(one.Cases, MostCases));
    }
}
