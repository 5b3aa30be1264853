using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City;

/// <summary>Named places by a part of a name or an address, for the search field of the map. Public, as the map is.</summary>
internal static class FindPlaces
{
    private const int Most = 10;

    /// <param name="Name">The name that fits, as people use it: it may be an alias or the address.</param>
    /// <param name="Within">The narrowest region around it that is known.</param>
    public sealed record Found(
        Guid Id,
        PlaceKind Kind,
        string Name,
        string? Within,
        double Lon,
        double Lat
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/places", Handle)
            .WithName(nameof(FindPlaces))
            .Needs(Operation.UsePublicDoor);

    /// <summary>At most ten places, the best first.</summary>
    public static Ok<Found[]> Handle(string? q, CityRegistry registry) =>
        TypedResults.Ok(Find(registry.Current, q?.Trim() ?? ""));

    /// <summary>Names that are the words come before names that begin with them, and those before names that hold them; shorter before longer.</summary>
    internal static Found[] Find(CitySnapshot city, string words) =>
        words.Length == 0
            ? []
            :
            [
                .. city
                    .Places.Where(place =>
                        place.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
                        // As it was shown, it is typed.
                        || ChineseTypography
                            .Of(place.Name)
                            .Contains(words, StringComparison.OrdinalIgnoreCase)
                    )
                    .OrderBy(place =>
                        !place.Name.StartsWith(words, StringComparison.OrdinalIgnoreCase)
                    )
                    .ThenBy(place => place.Name.Length)
                    .ThenBy(place => place.Kind)
                    .ThenBy(place => place.Name, StringComparer.Ordinal)
                    .DistinctBy(place => place.PlaceId)
                    .Take(Most)
                    .Select(place => new Found(
                        place.PlaceId,
                        place.Kind,
                        ChineseTypography.Of(place.Name),
                        Within(city, place),
                        place.Location.X,
                        place.Location.Y
                    )),
            ];

    private static string? Within(CitySnapshot city, Place place)
    {
        var region =
            place.CommunityId is { } community && community != place.PlaceId ? community
            : place.StreetId is { } street && street != place.PlaceId ? street
            : (Guid?)null;
        return region is { } id ? city.Region(id)?.Name : null;
    }
}
