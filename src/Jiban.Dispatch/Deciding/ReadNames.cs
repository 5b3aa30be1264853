using Jiban.City.Contracts;

namespace Jiban.Dispatch.Deciding;

/// <summary>The names of the gazetteer in a message: which places may be meant, and how much speaks for each.</summary>
internal static class ReadNames
{
    private const double PlaceTextWeight = 3;
    private const double SameStreetNamed = 5;
    private const double SameDistrictNamed = 3;

    /// <summary>The places named, weighed and joined by street: a message that names an estate and its street names one place.</summary>
    public static List<PlaceGuess> Read(string? placeText, string form, CityIndex index)
    {
        var mentions = new List<(Place Place, double Weight)>();
        Collect(mentions, CityIndex.Form(placeText ?? ""), PlaceTextWeight, index);
        Collect(mentions, form, 1, index);
        if (mentions.Count == 0)
        {
            return [];
        }

        var located = mentions
            .Select(m => (m.Place, Where: Locate(m.Place, index.City), m.Weight))
            .ToList();
        var streets = Regions(located, PlaceKind.Street, w => w.Street);
        var districts = Regions(located, PlaceKind.District, w => w.District);
        var groups = located
            .Select(m =>
                (m.Place, m.Where, Weight: m.Weight * Context(m.Where, streets, districts))
            )
            .GroupBy(m => (m.Where.District?.RegionId, m.Where.Street?.RegionId))
            .Select(group => (Best: group.MaxBy(m => m.Weight), Sum: group.Sum(m => m.Weight)))
            .ToList();

        // "East district" beside an estate of that district adds nothing: the narrower guess has its weight already.
        var narrow = groups.Where(g => g.Best.Where.Street is not null).ToList();
        var kept = groups
            .Where(g =>
                g.Best.Where.Street is not null
                || !narrow.Exists(n =>
                    n.Best.Where.District?.RegionId == g.Best.Where.District?.RegionId
                )
            )
            .OrderByDescending(g => g.Sum)
            .ThenBy(g => g.Best.Place.Name, StringComparer.Ordinal)
            .ToList();
        var all = kept.Sum(g => g.Sum);
        return [.. kept.Select(g => Guess(g.Best.Place, g.Best.Where, g.Sum / all, index))];
    }

    private static PlaceGuess Guess(Place place, Located where, double weight, CityIndex index) =>
        new(
            place,
            where,
            place.Location,
            index.BuildingOf(place),
            place.Kind is PlaceKind.Street or PlaceKind.District ? "street" : "named",
            weight
        );

    private static void Collect(
        List<(Place Place, double Weight)> mentions,
        string form,
        double weight,
        CityIndex index
    )
    {
        foreach (var found in index.PlacesIn(form))
        {
            // One name of several places: each is as likely as the others until something else speaks.
            mentions.AddRange(
                found
                    .Value.DistinctBy(place => place.PlaceId)
                    .Select(place => (place, weight * Weight(place.Kind) / found.Value.Count))
            );
        }
    }

    /// <summary>How much a name of a kind tells: a building one spot, a road a long line, a district nearly nothing.</summary>
    private static double Weight(PlaceKind kind) =>
        kind switch
        {
            PlaceKind.Building => 10,
            PlaceKind.Estate or PlaceKind.School => 8,
            PlaceKind.Landmark => 5,
            PlaceKind.Community => 6,
            PlaceKind.Road => 2,
            PlaceKind.Street => 3,
            PlaceKind.District => 1,
            _ => 1,
        };

    private static Located Locate(Place place, CitySnapshot city)
    {
        var at = city.Locate(place.Location);
        return place.Kind switch
        {
            PlaceKind.District => new Located(
                city.Region(place.PlaceId) ?? at.District,
                null,
                null,
                null
            ),
            PlaceKind.Street => new Located(
                at.District,
                city.Region(place.PlaceId) ?? at.Street,
                null,
                null
            ),
            // A road that crosses streets is sure of its district at most.
            PlaceKind.Road when place.StreetId is null => new Located(
                at.District,
                null,
                null,
                null
            ),
            PlaceKind.Road => new Located(at.District, at.Street, null, null),
            _ => at,
        };
    }

    private static HashSet<Guid> Regions(
        List<(Place Place, Located Where, double Weight)> located,
        PlaceKind kind,
        Func<Located, Region?> region
    ) =>
        [
            .. located
                .Where(m => m.Place.Kind == kind)
                .Select(m => region(m.Where)?.RegionId ?? Guid.Empty),
        ];

    private static double Context(Located where, HashSet<Guid> streets, HashSet<Guid> districts) =>
        (where.Street is { } street && streets.Contains(street.RegionId) ? SameStreetNamed : 1)
        * (
            where.District is { } district && districts.Contains(district.RegionId)
                ? SameDistrictNamed
                : 1
        );
}
