using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>The units that a citizen may pick by himself (自选): the fourth way to dispatch (story S11).</summary>
internal static class ShowChoices
{
    /// <summary>How near a building must be for its property company to be offered.</summary>
    private const double NearMetres = 60;

    internal static readonly Problem Malformed = new(
        StatusCodes.Status400BadRequest,
        "malformed-position",
        "位置坐标不完整或不正确：经度、纬度须同时给出。请重新在地图上点选。",
        "The position is incomplete or wrong: longitude and latitude are needed together. Please point on the map again."
    );

    internal static readonly Problem Outside = new(
        StatusCodes.Status422UnprocessableEntity,
        "outside-city",
        "您点选的位置不在本市范围内。请在地图上重新点选，或直接写明地点。",
        "The point lies outside the city. Please point again, or write the place in words."
    );

    public sealed record Choice(Guid Id, string Name, UnitKind Kind);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/choices", Handle)
            .WithName(nameof(ShowChoices))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.UsePublicDoor);

    /// <summary>The units to choose from at a place, nearest first; without a place those of the whole city.</summary>
    public static Results<Ok<Choice[]>, Problem> Handle(
        double? lon,
        double? lat,
        CityRegistry registry
    )
    {
        var city = registry.Current;
        if (lon is null && lat is null)
        {
            return TypedResults.Ok(Show(Everywhere(city)));
        }

        if (lon is not (>= -180 and <= 180) || lat is not (>= -90 and <= 90))
        {
            return Malformed;
        }

        var point = new Point(lon.Value, lat.Value) { SRID = 4326 };
        return city.Contains(point) ? TypedResults.Ok(Show(At(city, point))) : Outside;
    }

    /// <summary>Street offices, departments and utilities; one's own community and property company need a place.</summary>
    internal static IEnumerable<Unit> Everywhere(CitySnapshot city) =>
        new[] { UnitKind.StreetOffice, UnitKind.Department, UnitKind.Utility }.SelectMany(kind =>
            city.Units.Where(unit => unit.Kind == kind)
        );

    /// <summary>The community, the property company of the nearest building, the street office, then departments and utilities of district and city.</summary>
    internal static IEnumerable<Unit> At(CitySnapshot city, Point point)
    {
        var at = city.Locate(point);
        var narrowest = at.Community ?? at.Street ?? at.District ?? city.City!;
        var property = city.BuildingNear(point, NearMetres)?.PropertyUnitId;
        IEnumerable<Unit> keeper =
            property is { } id && city.Unit(id) is { } company ? [company] : [];
        return
        [
            .. city.UnitsFor(UnitKind.Community, narrowest.RegionId),
            .. keeper,
            .. city.UnitsFor(UnitKind.StreetOffice, narrowest.RegionId),
            .. city.UnitsFor(UnitKind.Department, narrowest.RegionId),
            .. city.UnitsFor(UnitKind.Utility, narrowest.RegionId),
        ];
    }

    private static Choice[] Show(IEnumerable<Unit> units) =>
        [.. units.Select(unit => new Choice(unit.UnitId, unit.Name, unit.Kind))];
}
