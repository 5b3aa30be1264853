using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Patrol.Plans;

/// <summary>
/// Where the same kind of matter comes again and again (高发点位): class by place, counted over some days and over as many before. From each a watch is
/// made.
/// </summary>
internal static class ShowHotPlaces
{
    /// <summary>Three is the least that a person would call again and again.</summary>
    public const int Least = 3;
    private const int DefaultDays = 30;
    private const int MostDays = 366;
    private const int Most = 30;

    /// <param name="Days">How many civil days are counted, today the last.</param>
    /// <param name="Items">Those with the most requests first.</param>
    public sealed record Response(int Days, IReadOnlyList<Item> Items);

    /// <param name="Place">As people name it, else the code of its grid cell.</param>
    /// <param name="Lon">The middle of the requests, degrees east, WGS-84.</param>
    /// <param name="Requests">In these days.</param>
    /// <param name="Before">In as many days before.</param>
    public sealed record Item(
        string ClassCode,
        string ClassName,
        string Place,
        double Lon,
        double Lat,
        int Requests,
        int Before
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/hot", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(ShowHotPlaces))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="days">1 to 366; 30 when left out.</param>
    private static async Task<IResult> HandleAsync(
        int? days,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        var span = days ?? DefaultDays;
        if (
            Problem.IfMalformed(("days", span is < 1 or > MostDays, $"1至{MostDays}天。")) is
            { } malformed
        )
        {
            return malformed;
        }

        if (http.Actor().UnitId is not { } unit || desk.City.Unit(unit) is not { } planner)
        {
            return TypedResults.Ok(new Response(span, []));
        }

        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        var hot = await desk.Cases.HotAsync(
            RegionOf(planner, desk.City),
            CivilTime.StartOf(today.AddDays(1 - (2 * span))),
            CivilTime.StartOf(today.AddDays(1 - span)),
            CivilTime.StartOf(today.AddDays(1)),
            Least,
            Most,
            cancellation
        );
        return TypedResults.Ok(
            new Response(
                span,
                [
                    .. hot.Select(one => new Item(
                        one.ClassCode,
                        desk.Dispatcher.Class(one.ClassCode)?.Name ?? one.ClassCode,
                        one.Place,
                        one.LonE7 / 1e7,
                        one.LatE7 / 1e7,
                        one.Requests,
                        one.Before
                    )),
                ]
            )
        );
    }

    /// <summary>Where a unit acts; null for the whole city.</summary>
    private static Guid? RegionOf(Unit unit, CitySnapshot city) =>
        unit.RegionId is { } id && city.Region(id) is { Level: not RegionLevel.City } ? id : null;
}
