using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.City;

/// <summary>From a point back to words (逆地址): the regions with their codes, the cell of the grid, what stands there, and the nearest component.</summary>
internal static class DescribePoint
{
    /// <summary>A building so near is the place itself: a pin set by hand or by a telephone is no better.</summary>
    private const double AtMetres = 15;

    /// <summary>Farther than this nothing says where it is.</summary>
    private const double NearMetres = 80;

    private const double ComponentMetres = 50;

    /// <param name="Words">Where it is, as one would write it, without the city.</param>
    /// <param name="Grid">Code of the cell of the unit grid (万米单元网格); null where no grid is drawn.</param>
    /// <param name="Component">The nearest component within 50 m.</param>
    public sealed record Response(
        string Words,
        RegionPart? District,
        RegionPart? Street,
        RegionPart? Community,
        string? Grid,
        NearPart? Building,
        NearPart? Road,
        NearComponent? Component
    );

    /// <param name="Code">Statistical code of 6, 9 or 12 digits.</param>
    public sealed record RegionPart(string Code, string Name);

    /// <param name="Metres">0 for what covers the point.</param>
    public sealed record NearPart(string Name, int Metres);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/point", HandleAsync)
            .WithName(nameof(DescribePoint))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.ViewComponents);

    private static async Task<IResult> HandleAsync(
        double? lon,
        double? lat,
        HttpContext http,
        CityRegistry registry,
        NearestComponents nearest,
        CancellationToken cancellation
    )
    {
        if (lon is not (>= -180 and <= 180) || lat is not (>= -90 and <= 90))
        {
            return ShowChoices.Malformed;
        }

        var city = registry.Current;
        var point = new Point(lon.Value, lat.Value) { SRID = 4326 };
        if (!city.Contains(point))
        {
            return ShowChoices.Outside;
        }

        var near = await nearest.FindAsync(
            lon.Value,
            lat.Value,
            null,
            ComponentMetres,
            1,
            cancellation
        );
        return TypedResults.Ok(
            Describe(city, point, Language.IsEnglish(http)) with
            {
                Component = near.Count > 0 ? near[0] : null,
            }
        );
    }

    /// <summary>What the city in memory knows of a point inside it.</summary>
    internal static Response Describe(CitySnapshot city, Point point, bool english)
    {
        var at = city.Locate(point);
        var building = city.BuildingNear(point, NearMetres) is { } stands
            ? (
                stands.Name,
                Metres: stands.Footprint.Covers(point)
                    ? 0
                    : (int)Math.Round(Distance.ToOutline(stands.Footprint, point.Coordinate))
            )
            : ((string Name, int Metres)?)null;
        var road = Road(city, point);
        var regions = string.Concat(at.District?.Name, at.Street?.Name, at.Community?.Name);
        var spot =
            building is { Metres: <= (int)AtMetres } here ? here.Name
            : road is { } along && !(building?.Metres < along.Metres)
                ? along.Name + (english ? " (on the road)" : "路段")
            : building is { } close ? close.Name + (english ? " (near)" : "附近")
            : "";
        return new Response(
            regions + spot,
            Part(at.District),
            Part(at.Street),
            Part(at.Community),
            at.GridCode,
            building is { } b ? new NearPart(b.Name, b.Metres) : null,
            road is { } r ? new NearPart(r.Name, r.Metres) : null,
            null
        );
    }

    private static (string Name, int Metres)? Road(CitySnapshot city, Point point)
    {
        var around = Distance.Around(point.Coordinate, NearMetres);
        return city
            .Roads.Where(road => road.Line.EnvelopeInternal.Intersects(around))
            .Select(road =>
                (
                    road.Name,
                    Metres: (int)Math.Round(Distance.ToOutline(road.Line, point.Coordinate))
                )
            )
            .Where(road => road.Metres <= NearMetres)
            .OrderBy(road => road.Metres)
            .ThenBy(road => road.Name, StringComparer.Ordinal)
            .Cast<(string, int)?>()
            .FirstOrDefault();
    }

    private static RegionPart? Part(Region? region) =>
        region is null ? null : new(region.Code, region.Name);
}
