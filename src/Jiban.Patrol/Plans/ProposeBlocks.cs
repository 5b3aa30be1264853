using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.Patrol.Plans;

/// <summary>From the trouble of one block to every block of that age in its street (S9): what is old in one is old in the others.</summary>
internal static class ProposeBlocks
{
    /// <summary>A case told at the door of a block is of that block.</summary>
    private const double NearMetres = 60;

    /// <summary>Built so many years before or after.</summary>
    private const int YearsApart = 3;

    /// <param name="Building">The block of the case.</param>
    /// <param name="BuiltYear">When it was built.</param>
    /// <param name="More">Whether there are more than a plan can hold.</param>
    /// <param name="Places">Every block of the street with the same use and of about that age, the one of the case among them.</param>
    public sealed record Response(
        string Building,
        int BuiltYear,
        bool More,
        IReadOnlyList<MakePlan.PlacePart> Places
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/blocks", HandleAsync)
            .Needs(Operation.PlanPatrol)
            .WithName(nameof(ProposeBlocks))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>The block at a place whose age is known; null when none stands there.</summary>
    public static Building? At(CitySnapshot city, Coordinate at) =>
        city
            .Buildings.Where(one => one.BuiltYear is not null)
            .Select(one => (Building: one, Metres: MetresFrom(one, at)))
            .Where(one => one.Metres <= NearMetres)
            .OrderBy(one => one.Metres)
            .ThenBy(one => one.Building.Name, StringComparer.Ordinal)
            .Select(one => one.Building)
            .FirstOrDefault();

    /// <summary>Every block of its street with the same use and of about its age, in order of name.</summary>
    public static IReadOnlyList<Building> Like(CitySnapshot city, Building of) =>
        [
            .. city
                .Buildings.Where(one =>
                    one.Use == of.Use
                    && Math.Abs((one.BuiltYear ?? int.MaxValue / 2) - of.BuiltYear!.Value)
                        <= YearsApart
                    && StreetOf(city, one) == StreetOf(city, of)
                )
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];

    private static Guid? StreetOf(CitySnapshot city, Building building) =>
        city.Region(building.CommunityId)?.ParentId;

    private static double MetresFrom(Building building, Coordinate at) =>
        building.Footprint.Contains(new Point(at))
            ? 0
            : Distance.Between(building.Footprint.InteriorPoint.Coordinate, at);

    /// <param name="number">Of the case.</param>
    private static async Task<IResult> HandleAsync(
        string number,
        HttpContext http,
        PlanDesk desk,
        CancellationToken cancellation
    )
    {
        if (await desk.Cases.FindAsync(number, http.Actor(), cancellation) is not { } seed)
        {
            return PlanRefusal.UnknownOrigin.ToProblem();
        }

        if (
            seed is not { LonE7: { } lon, LatE7: { } lat }
            || At(desk.City, new Coordinate(lon / 1e7, lat / 1e7)) is not { } block
        )
        {
            return PlanRefusal.NoBlock.ToProblem();
        }

        var like = Like(desk.City, block);
        return TypedResults.Ok(
            new Response(
                block.Name,
                block.BuiltYear!.Value,
                like.Count > MakePlan.MostPlaces,
                [.. like.Take(MakePlan.MostPlaces).Select(PlaceOf)]
            )
        );
    }

    private static MakePlan.PlacePart PlaceOf(Building one) =>
        new(one.Name, one.Footprint.InteriorPoint.X, one.Footprint.InteriorPoint.Y);
}
