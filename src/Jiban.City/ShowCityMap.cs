using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Jiban.City;

/// <summary>The base map: public, because the citizen's page shows it.</summary>
internal static class ShowCityMap
{
    private const string MediaType = "application/geo+json";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/map", Handle)
            .WithName(nameof(ShowCityMap))
            .Produces(StatusCodes.Status200OK, contentType: MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .Needs(Operation.UsePublicDoor);

    /// <summary>Regions, grid cells, landmarks, roads and buildings as GeoJSON; <c>properties.layer</c> tells which.</summary>
    public static FileContentHttpResult Handle(
        HttpRequest request,
        CityRegistry registry,
        CityMap map
    )
    {
        var rendered = map.Of(registry.Current);
        var (encoding, bytes) = Choose(request, rendered);
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = "public, max-age=60";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(
            bytes,
            MediaType,
            entityTag: new EntityTagHeaderValue($"\"{rendered.Hash}-{encoding ?? "plain"}\"")
        );
    }

    private static (string? Encoding, byte[] Bytes) Choose(HttpRequest request, RenderedMap map)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Takes("br") ? ("br", map.Brotli)
            : Takes("gzip") ? ("gzip", map.Gzip)
            : (null, map.Plain);

        bool Takes(string encoding) =>
            accepted.Any(one =>
                one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality != 0
            );
    }
}
