using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol.Shifts;

/// <summary>What of a region the patrol saw in a week: by part of it, by street, and what was missed.</summary>
internal static class ShowCoverage
{
    /// <param name="Week">As ISO 8601 writes it: 2026-W48.</param>
    /// <param name="From">Its Monday.</param>
    /// <param name="Parts">The regions right below, in the order of their codes.</param>
    /// <param name="Streets">Least covered first.</param>
    /// <param name="Missed">What nobody saw, longest ago first.</param>
    public sealed record Response(
        string Week,
        DateOnly From,
        DateOnly To,
        Part Whole,
        IReadOnlyList<Part> Parts,
        IReadOnlyList<Coverage.Street> Streets,
        IReadOnlyList<Coverage.Missed> Missed
    );

    public sealed record Part(Guid RegionId, string Name, CoverageFigures Figures);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/coverage", HandleAsync)
            .Needs(Operation.ViewPatrol)
            .WithName(nameof(ShowCoverage))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="week">2026-W48; the present one when left out.</param>
    /// <param name="regionId">One's own when left out.</param>
    private static async Task<IResult> HandleAsync(
        string? week,
        Guid? regionId,
        HttpContext http,
        PlanDesk desk,
        RoadStretches roads,
        CancellationToken cancellation
    )
    {
        var (coverage, refused) = await MeasureAsync(
            week,
            regionId,
            http.Actor(),
            desk,
            roads,
            cancellation
        );
        return coverage is null ? refused!.Value.ToProblem() : TypedResults.Ok(coverage);
    }

    /// <summary>The coverage, or why there is none to show.</summary>
    internal static async Task<(Response? Coverage, ShiftRefusal? Refused)> MeasureAsync(
        string? week,
        Guid? regionId,
        Actor actor,
        PlanDesk desk,
        RoadStretches roads,
        CancellationToken cancellation
    )
    {
        if (MondayOf(week, CivilTime.DayOf(desk.Clock.GetUtcNow())) is not { } monday)
        {
            return (null, ShiftRefusal.WeekMalformed);
        }

        var city = desk.City;
        var (area, refused) = Area.Of(regionId, null, actor, city);
        if (area is null)
        {
            return (null, refused);
        }

        var sunday = monday.AddDays(6);
        var stretches = await roads.InAsync(area.Shape, cancellation);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var (seen, seenCells) = await Sightings.ReadAsync(
            connection,
            stretches,
            area.Cells,
            monday,
            sunday,
            cancellation
        );
        var streets = Coverage.Streets(stretches, seen);
        return (
            new Response(
                WeekOf(monday),
                monday,
                sunday,
                new Part(
                    area.Region!.RegionId,
                    area.Region.Name,
                    Coverage.Sum(stretches, area.Cells, seen, seenCells)
                ),
                [
                    .. city
                        .Regions.Where(region => region.ParentId == area.Region.RegionId)
                        .OrderBy(region => region.Code, StringComparer.Ordinal)
                        .Select(region => new Part(
                            region.RegionId,
                            region.Name,
                            Coverage.Sum(
                                InRegion(stretches, region),
                                Area.OfRegion(region, city).Cells,
                                seen,
                                seenCells
                            )
                        )),
                ],
                streets,
                Coverage.MissedOf(streets, area.Cells, seenCells)
            ),
            null
        );
    }

    /// <summary>The Monday of a week as ISO 8601 writes it; null when it is none.</summary>
    internal static DateOnly? MondayOf(string? week, DateOnly today)
    {
        if (string.IsNullOrEmpty(week))
        {
            return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        }

        return
            week.Length == 8
            && week.AsSpan(4, 2) is "-W"
            && int.TryParse(week.AsSpan(0, 4), NumberStyles.None, null, out var year)
            && int.TryParse(week.AsSpan(6), NumberStyles.None, null, out var number)
            && year is >= 2000 and < 9999
            && number >= 1
            && number <= ISOWeek.GetWeeksInYear(year)
            ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday))
            : null;
    }

    private static string WeekOf(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}"
        );
    }

    private static List<RoadStretch> InRegion(IEnumerable<RoadStretch> stretches, Region region)
    {
        var shape = NetTopologySuite.Geometries.Prepared.PreparedGeometryFactory.Prepare(
            region.Boundary
        );
        return
        [
            .. stretches.Where(one =>
                shape.Covers(region.Boundary.Factory.CreatePoint(new Coordinate(one.Lon, one.Lat)))
            ),
        ];
    }
}
