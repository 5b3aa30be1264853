using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Shifts;

/// <summary>
/// Where an inspector is today, for the map that his phone keeps: the area of the shift that runs or comes next, without one that of his
/// unit, and the open cases in it.
/// </summary>
internal static class ShowArea
{
    /// <param name="Name">Of the region; null when it is some cells.</param>
    /// <param name="Bbox">West, south, east, north; WGS-84.</param>
    /// <param name="LandVersion">Another one: the land was changed, and what is kept of it is fetched again.</param>
    /// <param name="Cases">The newest first, at most five hundred: nothing of who asked, nor in which words.</param>
    public sealed record Response(
        string? Name,
        double[] Bbox,
        long LandVersion,
        IReadOnlyList<CasePart> Cases
    );

    public sealed record CasePart(
        Guid CaseId,
        string Number,
        string ClassName,
        string UnitName,
        DateTimeOffset ReceivedAt,
        double Lon,
        double Lat
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/area", HandleAsync)
            .WithName(nameof(ShowArea))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Needs(Operation.Patrol);

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        PlanDesk desk,
        CityRegistry registry,
        CaseTwins cases,
        CancellationToken cancellation
    )
    {
        // The version before the land: what changes meanwhile is fetched once more.
        var version = registry.Version;
        var actor = http.Actor();
        if (AreaOf(await NextAsync(actor, desk, cancellation), actor, desk.City) is not { } area)
        {
            return ShiftRefusal.UnknownRegion.ToProblem();
        }

        var box = area.Shape.EnvelopeInternal;
        var english = Language.IsEnglish(http);
        return TypedResults.Ok(
            new Response(
                area.Region?.Name,
                [box.MinX, box.MinY, box.MaxX, box.MaxY],
                version,
                [
                    .. (
                        await cases.WithinAsync(
                            box.MinX,
                            box.MinY,
                            box.MaxX,
                            box.MaxY,
                            cancellation
                        )
                    ).Select(one => PartOf(one, desk.Dispatcher, desk.City, english)),
                ]
            )
        );
    }

    /// <summary>The shift of today that runs or comes next; null when there is none.</summary>
    private static async Task<Shift?> NextAsync(
        Actor actor,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var shifts = await ShiftStore.OfAsync(
            connection,
            [actor.Id],
            now,
            CivilTime.StartOf(CivilTime.DayOf(now).AddDays(1)),
            cancellation
        );
        return shifts.FirstOrDefault(shift => shift.CancelledAt is null && shift.EndedAt is null);
    }

    /// <summary>The area of a shift while it is still his unit's, else the whole of his unit's; null when that acts nowhere.</summary>
    internal static Area? AreaOf(Shift? shift, Actor actor, CitySnapshot city) =>
        (shift is null ? null : Area.Of(shift.RegionId, shift.Cells, actor, city).Area)
        ?? Area.Of(null, null, actor, city).Area;

    private static CasePart PartOf(
        PlacedCase one,
        Dispatcher dispatcher,
        CitySnapshot city,
        bool english
    ) =>
        new(
            one.CaseId,
            one.Number,
            dispatcher.Class(one.ClassCode) is { } known
                ? english
                    ? known.NameEn
                    : known.Name
                : one.ClassCode,
            city.Unit(one.UnitId)?.Name ?? "",
            one.ReceivedAt,
            one.LonE7 / 1e7,
            one.LatE7 / 1e7
        );
}
