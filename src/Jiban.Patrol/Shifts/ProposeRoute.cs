using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>Proposes where a shift goes in an area, and says for each stop why.</summary>
internal static class ProposeRoute
{
    private const int Usual = 8;

    /// <param name="Stops">Best first.</param>
    public sealed record Response(IReadOnlyList<Item> Stops);

    /// <param name="LastSeen">Null: never seen by the patrol.</param>
    /// <param name="DaysUnseen">At most 60, which also stands for never.</param>
    /// <param name="Cases">Requests there in the last 30 days.</param>
    /// <param name="Score">0 to 100: one a day unseen, two a request.</param>
    public sealed record Item(
        StopKind Kind,
        string Code,
        string Name,
        double Lon,
        double Lat,
        DateOnly? LastSeen,
        int DaysUnseen,
        int Cases,
        int Score
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/route", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(ProposeRoute))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="regionId">The area; the whole of one's unit when nothing is named.</param>
    /// <param name="cells">The area as cells of the grid.</param>
    /// <param name="by">street (when left out) | cell.</param>
    /// <param name="most">1 to 30; 8 when left out.</param>
    /// <param name="q">Part of a name: streets and cells alike that bear it, best first, whatever <paramref name="by"/> says.</param>
    private static async Task<IResult> HandleAsync(
        Guid? regionId,
        string[]? cells,
        string? by,
        int? most,
        string? q,
        HttpContext http,
        PlanDesk desk,
        RoadStretches roads,
        CancellationToken cancellation
    )
    {
        var (area, refused) = Area.Of(regionId, cells, http.Actor(), desk.City);
        if (area is null)
        {
            return refused!.Value.ToProblem();
        }

        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var name = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var candidates = await CandidatesAsync(area, desk, roads, today, cancellation, name);
        var kind = by == "cell" ? StopKind.Cell : StopKind.Street;
        var stops = RouteProposal.Of(
            candidates.Where(one => name is not null || one.Kind == kind),
            today,
            Math.Clamp(most ?? Usual, 1, PlanShift.MostStops)
        );
        return TypedResults.Ok(
            new Response([
                .. stops.Select(stop => new Item(
                    stop.Candidate.Kind,
                    stop.Candidate.Code,
                    stop.Candidate.Name,
                    stop.Candidate.Lon,
                    stop.Candidate.Lat,
                    stop.Candidate.LastSeen,
                    stop.DaysUnseen,
                    stop.Candidate.Cases,
                    stop.Score
                )),
            ])
        );
    }

    /// <summary>Every street and cell of an area, with when it was seen and what is asked for there.</summary>
    /// <param name="name">Only those whose name holds this; null for all.</param>
    internal static async Task<IReadOnlyList<RouteCandidate>> CandidatesAsync(
        Area area,
        PlanDesk desk,
        RoadStretches roads,
        DateOnly today,
        CancellationToken cancellation,
        string? name = null
    )
    {
        var stretches = (await roads.InAsync(area.Shape, cancellation))
            .Where(one => IsNamed(one.Name))
            .ToList();
        var cells = area.Cells.Where(cell => IsNamed(cell.Code)).ToList();
        if (stretches.Count == 0 && cells.Count == 0)
        {
            return [];
        }

        await using var connection = await desk.Database.OpenAsync(cancellation);
        var (seen, seenCells) = await Sightings.ReadAsync(
            connection,
            stretches,
            cells,
            today,
            today,
            cancellation
        );
        var asked = await AskedAsync(area, desk, today, cancellation);
        var alongRoads = (await roads.PassedAsync(asked, cancellation))
            .Select(one => (one.RoadId, one.Day))
            .Distinct() // A request between two stretches of a road counts once.
            .CountBy(one => one.RoadId)
            .ToDictionary();
        var inCells = asked
            .Select(point => desk.City.Locate(new(point.Lon, point.Lat) { SRID = 4326 }).GridCode)
            .OfType<string>()
            .CountBy(code => code)
            .ToDictionary();
        return
        [
            .. stretches
                .GroupBy(one => one.RoadId)
                .Select(road =>
                {
                    var last = road.Select(one =>
                            seen.GetValueOrDefault((one.RoadId, one.Stretch))?.Last
                        )
                        .ToList();
                    var middle = road.ElementAt(road.Count() / 2);
                    return new RouteCandidate(
                        StopKind.Street,
                        $"{road.Key}",
                        middle.Name,
                        middle.Lon,
                        middle.Lat,
                        last.Contains(null) ? null : last.Min(),
                        alongRoads.GetValueOrDefault(road.Key)
                    );
                }),
            .. cells.Select(cell => new RouteCandidate(
                StopKind.Cell,
                cell.Code,
                cell.Code,
                cell.Boundary.InteriorPoint.X,
                cell.Boundary.InteriorPoint.Y,
                seenCells.GetValueOrDefault(cell.Code)?.Last,
                inCells.GetValueOrDefault(cell.Code)
            )),
        ];

        bool IsNamed(string one) =>
            name is null || one.Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where something is asked for. Each request has a day of its own in place of a number, so that two at one corner count twice.</summary>
    private static async Task<IReadOnlyList<PassedPoint>> AskedAsync(
        Area area,
        PlanDesk desk,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var box = area.Shape.EnvelopeInternal;
        var places = await desk.Cases.PlacesAsync(
            new VolumePoint(E7(box.MinX), E7(box.MinY)),
            new VolumePoint(E7(box.MaxX), E7(box.MaxY)),
            CivilTime.StartOf(today.AddDays(-RouteProposal.CaseDays)),
            cancellation
        );
        return
        [
            .. places.Select(
                (place, n) =>
                    new PassedPoint(
                        place.LonE7 / 1e7,
                        place.LatE7 / 1e7,
                        new DateOnly(2000, 1, 1).AddDays(n)
                    )
            ),
        ];
    }

    private static int E7(double degrees) => (int)Math.Round(degrees * 1e7);
}
