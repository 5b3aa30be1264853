using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City;

/// <summary>What the city is called, where it lies and which streets it has.</summary>
internal static class ShowCity
{
    /// <param name="Bbox">West, south, east, north; WGS-84. Null before a city was imported.</param>
    public sealed record Response(string? Name, double[]? Bbox, IReadOnlyList<Street> Streets);

    /// <param name="Code">Nine digits: the beginning of the codes of its communities and cells.</param>
    /// <param name="Detailed">Whether its communities are drawn, so that a pin finds community and grid cell.</param>
    public sealed record Street(
        Guid Id,
        string Code,
        string Name,
        string? DistrictName,
        bool Detailed,
        double[] Bbox
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city", Handle)
            .WithName(nameof(ShowCity))
            .Needs(Operation.UsePublicDoor);

    /// <summary>The city's name, extent and streets.</summary>
    public static Ok<Response> Handle(CityRegistry registry)
    {
        var city = registry.Current;
        var detailed = city
            .Regions.Where(region => region.Level == RegionLevel.Community)
            .Select(community => community.ParentId)
            .ToHashSet();
        return TypedResults.Ok(
            new Response(
                city.City?.Name,
                city.City is { } whole ? Bbox(whole.Boundary) : null,
                [
                    .. city
                        .Regions.Where(region => region.Level == RegionLevel.Street)
                        .OrderBy(street => street.Code, StringComparer.Ordinal)
                        .Select(street => new Street(
                            street.RegionId,
                            street.Code,
                            street.Name,
                            street.ParentId is { } id ? city.Region(id)?.Name : null,
                            detailed.Contains(street.RegionId),
                            Bbox(street.Boundary)
                        )),
                ]
            )
        );
    }

    private static double[] Bbox(Geometry area)
    {
        var box = area.EnvelopeInternal;
        return [box.MinX, box.MinY, box.MaxX, box.MaxY];
    }
}
