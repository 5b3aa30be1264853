using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Components;

/// <summary>
/// The registry as OGC API Features (part 1, core and GeoJSON), for map programs of others: landing page, conformance, the one collection.
/// Read by staff, and by programs under a key (<see cref="MapKeys"/>): gas, power and cameras are among it.
/// </summary>
internal static class OgcFeatures
{
    public const string Collection = "components";
    private const string Json = "application/json";

    private static readonly string[] Conformance =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    ];

    public sealed record Link(string Href, string Rel, string Type, string Title);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var ogc = routes.MapGroup("/ogc").WithTags("ogc").OpensToMapKeys();
        ogc.MapGet("/", Landing).Needs(Operation.ReadFeatures).WithName("OgcLandingPage");
        ogc.MapGet("/conformance", Conforms)
            .Needs(Operation.ReadFeatures)
            .WithName("OgcConformance");
        ogc.MapGet("/collections", Collections)
            .Needs(Operation.ReadFeatures)
            .WithName("OgcCollections");
        ogc.MapGet($"/collections/{Collection}", OneCollection)
            .Needs(Operation.ReadFeatures)
            .WithName("OgcCollection");
        OgcItems.Map(ogc);
    }

    /// <summary>A link to something below the landing page.</summary>
    public static Link To(
        HttpRequest request,
        string path,
        string rel,
        string title,
        string type = Json
    ) => new($"{Root(request)}/ogc{path}", rel, type, title);

    /// <summary>A link to the page of the desk that tells people the same.</summary>
    public static Link Page(HttpRequest request, string path) =>
        new($"{Root(request)}/desk{path}", "alternate", "text/html", "For people");

    private static string Root(HttpRequest request) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static IResult Landing(HttpRequest request) =>
        TypedResults.Json(
            new
            {
                title = "Jiban: registry of components",
                description = "管理部件 / components of the street, of any day",
                links = new[]
                {
                    To(request, "", "self", "This page"),
                    Page(request, "/components"),
                    new Link(
                        $"{Root(request)}/openapi.json",
                        "service-desc",
                        "application/vnd.oai.openapi+json;version=3.1",
                        "The API"
                    ),
                    To(request, "/conformance", "conformance", "Conformance classes"),
                    To(request, "/collections", "data", "Collections"),
                },
            }
        );

    private static IResult Conforms(HttpRequest request) =>
        TypedResults.Json(
            new
            {
                conformsTo = Conformance,
                links = new[] { To(request, "/conformance", "self", "Conformance classes") },
            }
        );

    private static IResult Collections(HttpRequest request, ComponentDesk desk) =>
        TypedResults.Json(
            new
            {
                links = new[]
                {
                    To(request, "/collections", "self", "This list"),
                    Page(request, "/components"),
                },
                collections = new[] { Describe(request, desk) },
            }
        );

    private static IResult OneCollection(HttpRequest request, ComponentDesk desk) =>
        TypedResults.Json(Describe(request, desk));

    /// <summary>Where and when; of a platform that has no city yet nothing is known of where.</summary>
    private static Dictionary<string, object> Extent(Envelope? box)
    {
        var extent = new Dictionary<string, object>
        {
            ["temporal"] = new { interval = new[] { new string?[] { null, null } } },
        };
        if (box is not null)
        {
            extent["spatial"] = new
            {
                bbox = new[] { new[] { box.MinX, box.MinY, box.MaxX, box.MaxY } },
            };
        }

        return extent;
    }

    private static Dictionary<string, object> Describe(HttpRequest request, ComponentDesk desk)
    {
        var box = desk.City.City?.Boundary.EnvelopeInternal;
        return new()
        {
            ["id"] = Collection,
            ["title"] = "管理部件",
            ["description"] = "Components with the field names of GB/T 47678.5",
            ["itemType"] = "feature",
            ["crs"] = new[] { "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
            ["extent"] = Extent(box),
            ["links"] = new[]
            {
                To(request, $"/collections/{Collection}", "self", "This collection"),
                Page(request, "/components"),
                To(
                    request,
                    $"/collections/{Collection}/items",
                    "items",
                    "Components",
                    OgcItems.MediaType
                ),
            },
        };
    }
}
