using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>The regions as a tree, for pickers: districts, streets and towns, communities and villages.</summary>
internal static class ShowRegions
{
    /// <param name="ParentCode">Code of the region around it; null for the city.</param>
    public sealed record Response(string Code, string Name, RegionLevel Level, string? ParentCode);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/regions", Handle)
            .WithName(nameof(ShowRegions))
            .Needs(Operation.ViewReferenceData);

    /// <summary>Every region in order of code: each before those within it.</summary>
    public static Ok<Response[]> Handle(CityRegistry registry)
    {
        var city = registry.Current;
        return TypedResults.Ok(
            city.Regions.OrderBy(region => region.Code, StringComparer.Ordinal)
                .Select(region => new Response(
                    region.Code,
                    region.Name,
                    region.Level,
                    region.ParentId is { } id ? city.Region(id)?.Code : null
                ))
                .ToArray()
        );
    }
}
