using Jiban.City.Contracts;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Deciding;

/// <summary>The names of the gazetteer in a message: which places may be meant, and how much speaks for each.</summary>
internal static class ReadNames
{
    private const double PlaceTextWeight = 3;
    private const double SameStreetNamed = 5;
    private const double SameDistrictNamed = 3;

    private const double CrossingWeight = 9;

    /// <summary>Where it is stands in the first words of a letter; a name that is written wrong is sought no farther.</summary>
    private const int MistakenWithin = 1000;

    /// <summary>The places named, weighed and joined by street: a message that names an estate and its street names one place.</summary>
    public static List<PlaceGuess> Read(string? placeText, string form, CityIndex index)
    {
        var placeForm = CityIndex.Form(placeText ?? "");
        List<Mention> mentions =
        [
            .. Written(placeForm, PlaceTextWeight, index),
            .. Written(form, 1, index),
        ];
        if (!mentions.Exists(mention => mention.As == ReadAs.Crossing))
        {
            mentions.AddRange(MistakenCrossings(placeForm, PlaceTextWeight, index));
            mentions.AddRange(MistakenCrossings(form, 1, index));
        }

        if (
            !mentions.Exists(mention => IsSpot(mention.Place.Kind) || mention.As == ReadAs.Crossing)
        )
        {
            mentions.AddRange(Mistaken(placeForm, PlaceTextWeight, index));
            mentions.AddRange(Mistaken(form, 1, index));
        }

        return mentions.Count == 0 ? [] : Weigh(mentions, index);
    }

    /// <summary>The spots and roads that stand in a text by their names, each by itself: two estates of one street are two.</summary>
    public static List<Mention> Spots(string form, CityIndex index) =>
        [
            .. Written(form, 1, index)
                .Where(mention =>
                    mention.As == ReadAs.Crossing
                    || mention.Place.Kind == PlaceKind.Road
                    || IsSpot(mention.Place.Kind)
                ),
        ];

    private static List<PlaceGuess> Weigh(List<Mention> mentions, CityIndex index)
    {
        var located = mentions.Select(m => (Mention: m, Where: Locate(m, index.City))).ToList();
        var streets = Regions(located, PlaceKind.Street, w => w.Street);
        var districts = Regions(located, PlaceKind.District, w => w.District);
        var groups = located
            .Select(m =>
                (
                    m.Mention,
                    m.Where,
                    Weight: m.Mention.Weight * Context(m.Where, streets, districts)
                )
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
            .ThenBy(g => g.Best.Mention.Name, StringComparer.Ordinal)
            .ToList();
        var all = kept.Sum(g => g.Sum);
        return [.. kept.Select(g => Guess(g.Best.Mention, g.Best.Where, g.Sum / all, index))];
    }

    private static PlaceGuess Guess(
        Mention mention,
        Located where,
        double weight,
        CityIndex index
    ) =>
        new(
            mention.As == ReadAs.Crossing
                ? mention.Place with
                {
                    Name = ChineseTypography.Of(mention.Name),
                    Location = mention.At,
                    Kind = PlaceKind.Landmark,
                }
                : mention.Place with
                {
                    // The name on record; how it was read says by which other one.
                    Name = mention.Place.ShownName,
                },
            where,
            mention.At,
            mention.As == ReadAs.Crossing ? null : index.BuildingOf(mention.Place),
            mention.Place.Kind is PlaceKind.Street or PlaceKind.District ? "street" : "named",
            weight * mention.Sureness,
            mention.As,
            ChineseTypography.Of(mention.Name)
        );

    /// <summary>The names that stand in a text, crossings and sides made out of them.</summary>
    private static IEnumerable<Mention> Written(string form, double weight, CityIndex index)
    {
        var found = index.PlacesIn(form);
        for (var at = 0; at < found.Count; at++)
        {
            var here = found[at];
            if (at + 1 < found.Count)
            {
                var next = found[at + 1];
                var crossings = Crossings.Of(
                    form,
                    (here.End, here.Value),
                    (next.Start, next.End, next.Value),
                    weight * CrossingWeight,
                    index
                );
                if (crossings.Count > 0)
                {
                    foreach (var crossing in crossings)
                    {
                        yield return crossing;
                    }

                    at++;
                    continue;
                }
            }

            foreach (var mention in Each(here.Value, weight, ReadAs.Written))
            {
                yield return Sides.Of(form, here.End, mention, index);
            }
        }
    }

    /// <summary>Names of which one character is written wrong.</summary>
    private static IEnumerable<Mention> Mistaken(string form, double weight, CityIndex index) =>
        index
            .PlacesMistakenIn(form.AsSpan(0, Math.Min(form.Length, MistakenWithin)))
            .SelectMany(found => Each(found.Values, weight, As(found)));

    /// <summary>Crossings of two roads of which one or both are written wrong; sought only where the words tell of a crossing.</summary>
    private static IEnumerable<Mention> MistakenCrossings(
        string form,
        double weight,
        CityIndex index
    )
    {
        if (!Crossings.AreTold(form))
        {
            return [];
        }

        var written = index
            .PlacesIn(form)
            .ConvertAll(found => (found.Start, found.End, Values: found.Value, Sure: 1.0));
        var mistaken = index
            .PlacesMistakenIn(form.AsSpan(0, Math.Min(form.Length, MistakenWithin)))
            .Where(found =>
                !written.Exists(other =>
                    found.Start < other.End && other.Start < found.Start + found.Length
                )
            )
            .Select(found =>
                (found.Start, End: found.Start + found.Length, found.Values, Sure: Surely(found))
            );
        var all = written.Concat(mistaken).OrderBy(found => found.Start).ToList();
        return all.Zip(all.Skip(1))
            .Where(pair => pair.First.Sure < 1 || pair.Second.Sure < 1)
            .SelectMany(pair =>
                Crossings
                    .Of(
                        form,
                        (pair.First.End, pair.First.Values),
                        (pair.Second.Start, pair.Second.End, pair.Second.Values),
                        weight * CrossingWeight,
                        index
                    )
                    .Select(crossing =>
                        crossing with
                        {
                            OfRoads = pair.First.Sure * pair.Second.Sure,
                        }
                    )
            );
    }

    private static double Surely(Almost<Place> found) =>
        Each(found.Values, 1, As(found)).First().Sureness;

    private static ReadAs As(Almost<Place> found) =>
        found.Twice ? ReadAs.Sounds
        : found.BySound ? ReadAs.Sound
        : ReadAs.Shape;

    /// <summary>One name of several places: each is as likely as the others until something else speaks.</summary>
    private static IEnumerable<Mention> Each(
        IReadOnlyList<Place> places,
        double weight,
        ReadAs readAs
    ) =>
        places
            .DistinctBy(place => place.PlaceId)
            .Select(place => new Mention(
                place,
                place.Name,
                place.Location,
                weight * Weight(place.Kind) / places.Count,
                readAs
            ));

    /// <summary>Whether a place of a kind is one spot, or nearly.</summary>
    private static bool IsSpot(PlaceKind kind) =>
        kind
            is PlaceKind.Building
                or PlaceKind.Estate
                or PlaceKind.School
                or PlaceKind.Landmark
                or PlaceKind.Bridge
                or PlaceKind.BusStop
                or PlaceKind.Community;

    /// <summary>How much a name of a kind tells: a building one spot, a road a long line, a district nearly nothing.</summary>
    private static double Weight(PlaceKind kind) =>
        kind switch
        {
            PlaceKind.Building => 10,
            PlaceKind.Estate or PlaceKind.School => 8,
            PlaceKind.Landmark => 5,
            PlaceKind.Bridge or PlaceKind.BusStop or PlaceKind.Community => 6,
            PlaceKind.Road => 2,
            PlaceKind.Street => 3,
            PlaceKind.District => 1,
            _ => 1,
        };

    private static Located Locate(Mention mention, CitySnapshot city)
    {
        var place = mention.Place;
        if (mention.As == ReadAs.Crossing)
        {
            return city.Locate(mention.At);
        }

        var at = city.Locate(place.Location);
        if (mention.As == ReadAs.Side)
        {
            // A gate is the school's, also where the street before it is another's.
            var edge = city.Locate(mention.At);
            return edge.Community?.RegionId == at.Community?.RegionId ? edge : at;
        }

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
        List<(Mention Mention, Located Where)> located,
        PlaceKind kind,
        Func<Located, Region?> region
    ) =>
        [
            .. located
                .Where(m => m.Mention.Place.Kind == kind)
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
