using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Jiban.Platform.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Names;

/// <summary>The customer's gazetteer, line by line in the order of its codes: what was imported, and whether the door finds it.</summary>
internal static class ListToponyms
{
    private const int PageSize = 100;

    /// <param name="Aliases">As a file has them.</param>
    /// <param name="OldNames">As a file has them.</param>
    /// <param name="Lon">Where the door finds it; null when it hangs on a place that the city's plan has lost since.</param>
    /// <param name="OfPlan">Whether the place itself is the plan's, and this line only adds names.</param>
    public sealed record Item(
        string Code,
        PlaceKind Kind,
        string Name,
        string Aliases,
        string OldNames,
        string? Within,
        double? Lon,
        double? Lat,
        bool OfPlan
    );

    /// <param name="Total">How many lines fit.</param>
    /// <param name="Next">Give it back as <c>after</c>; absent at the end.</param>
    public sealed record Response(int Total, IReadOnlyList<Item> Items, string? Next);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/", Handle)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(ListToponyms))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="q">A part of the code or of any name.</param>
    /// <param name="kind">Only of this kind.</param>
    private static IResult Handle(string? q, string? kind, string? after, CityRegistry registry)
    {
        PlaceKind? wanted = Enum.TryParse<PlaceKind>(kind, ignoreCase: true, out var known)
            ? known
            : null;
        return Problem.IfMalformed(
                ("kind", kind is { Length: > 0 } && wanted is null, "没有这个类别。")
            ) ?? (IResult)TypedResults.Ok(Page(registry.Current, q?.Trim() ?? "", wanted, after));
    }

    internal static Response Page(CitySnapshot city, string q, PlaceKind? kind, string? after)
    {
        var found = city
            .Toponyms.Where(line => kind is null || line.Kind == kind)
            .Where(line =>
                line.Names.Select(name => name.Name)
                    .Prepend(line.Name)
                    .Prepend(line.Code)
                    .Any(text => text.Contains(q, StringComparison.OrdinalIgnoreCase))
            )
            .OrderBy(line => line.Code, StringComparer.Ordinal)
            .ToList();
        var page = found
            .Where(line => after is null || string.CompareOrdinal(line.Code, after) > 0)
            .Take(PageSize + 1)
            .ToList();
        var named = page.Select(line => line.Name).ToHashSet(StringComparer.Ordinal);
        var byName = city
            .Places.Where(place => place.Standard is null && named.Contains(place.Name))
            .ToLookup(place => place.Name, StringComparer.Ordinal);
        return new Response(
            found.Count,
            [.. page.Take(PageSize).Select(line => Of(line, byName, city))],
            page.Count > PageSize ? page[PageSize - 1].Code : null
        );
    }

    private static Item Of(Toponym line, ILookup<string, Place> byName, CitySnapshot city)
    {
        var meant = ToponymEntries.Meant(
            line,
            byName[line.Name].Where(place => place.PlaceId != line.PlaceId)
        );
        var at = meant?.Location ?? line.Shape?.InteriorPoint;
        var where = at is null ? null : city.Locate(at);
        return new Item(
            line.Code,
            line.Kind,
            ChineseTypography.Of(line.Name),
            OtherNames.Write(line.Names.Where(name => name.Use == NameUse.Alias)),
            OtherNames.Write(line.Names.Where(name => name.Use == NameUse.Old)),
            (where?.Community ?? where?.Street ?? where?.District)?.Name,
            at?.X,
            at?.Y,
            meant is not null
        );
    }
}
