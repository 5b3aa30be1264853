using Jiban.City.Contracts;

namespace Jiban.Patrol.Shifts;

/// <summary>A shift as its inspector and who plans it see it.</summary>
/// <param name="Inspector">His name.</param>
/// <param name="Area">The name of the region; null when it is some cells.</param>
/// <param name="StartHeardAt">When the server heard of the start: a phone without network tells it later.</param>
/// <param name="EndHeardAt">When the server heard of the end.</param>
/// <param name="DutyUntil">When the recording ends by itself, for one that was begun.</param>
internal sealed record ShiftPage(
    Guid Id,
    Guid InspectorId,
    string? Inspector,
    ListReports.UnitName Unit,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Area,
    IReadOnlyList<string> Cells,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? StartHeardAt,
    DateTimeOffset? EndHeardAt,
    DateTimeOffset? DutyUntil,
    Attendance Attendance,
    IReadOnlyList<ShiftPage.StopPart> Stops
)
{
    /// <param name="No">From 1.</param>
    public sealed record StopPart(
        int No,
        StopKind Kind,
        string Code,
        string Name,
        double Lon,
        double Lat
    );

    public static ShiftPage Of(
        Shift shift,
        IEnumerable<Stop> stops,
        string? inspector,
        CitySnapshot city,
        ShiftSettings.Settings settings,
        DateTimeOffset now
    ) =>
        new(
            shift.ShiftId,
            shift.InspectorId,
            inspector,
            new(shift.UnitId, city.Unit(shift.UnitId)?.Name ?? ""),
            shift.StartsAt,
            shift.EndsAt,
            shift.RegionId is { } region ? city.Region(region)?.Name ?? "" : null,
            shift.Cells,
            shift.StartedAt,
            shift.EndedAt,
            shift.StartHeardAt,
            shift.EndHeardAt,
            shift.DutyUntil(settings),
            Attendances.Of(shift, now, settings),
            [
                .. stops.Select(stop => new StopPart(
                    stop.StopNo,
                    stop.Kind,
                    stop.Code,
                    stop.Name,
                    stop.LonE7 / 1e7,
                    stop.LatE7 / 1e7
                )),
            ]
        );
}
