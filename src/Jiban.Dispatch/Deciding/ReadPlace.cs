using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Deciding;

/// <summary>
/// Where it is: the pin, else the names of the gazetteer in the place text and in the message, else the region of the unit that took
/// it down. A pin and a name that contradict each other are both kept, with less confidence.
/// </summary>
internal static class ReadPlace
{
    private const double PlaceTextWeight = 3;
    private const double SameStreetNamed = 5;
    private const double SameDistrictNamed = 3;
    private const double PinAgainstName = 0.6;
    private const double ConflictMetres = 600;
    private const double BuildingMetres = 40;
    private const double MetresPerDegree = 111_320;

    public static PlaceReading Read(Message message, string form, CityIndex index, bool ownChannel)
    {
        var named = Named(message.PlaceText, form, index);
        if (message.Pin is { IsEmpty: false } pin && IsNumber(pin))
        {
            if (index.City.Contains(pin))
            {
                return AtPin(pin, named, index);
            }

            var outside = new Reason(
                "place-outside",
                "定位点不在本市范围内。",
                "The pin lies outside the city."
            );
            return new PlaceReading(named, true, [outside, .. Told(named)]);
        }

        if (named.Count == 0 && ownChannel && RegionOf(message.ReceivedBy, index) is { } region)
        {
            return region;
        }

        return new PlaceReading(named, false, Told(named));
    }

    private static bool IsNumber(Point pin) => double.IsFinite(pin.X) && double.IsFinite(pin.Y);

    private static PlaceReading AtPin(Point pin, List<PlaceGuess> named, CityIndex index)
    {
        var building = index.City.BuildingNear(pin, BuildingMetres);
        var best = named.Count > 0 ? named[0] : null;
        var agreeing = best is not null && !Conflicts(best, pin) ? best.Named : null;
        var here = new PlaceGuess(agreeing, index.City.Locate(pin), pin, building, "pin", 1);
        if (best is null || agreeing is not null || best.Key == here.Key)
        {
            return new PlaceReading(
                [here],
                false,
                [
                    new Reason(
                        "place-pin",
                        $"定位点在{NameOf(here)}。",
                        $"The pin lies in {NameOf(here)}."
                    ),
                ]
            );
        }

        return new PlaceReading(
            [here with { Weight = PinAgainstName }, best with { Weight = 1 - PinAgainstName }],
            false,
            [
                new Reason(
                    "place-conflict",
                    $"定位点在{NameOf(here)}，文字提到{NameOf(best)}，两处不一致。",
                    $"The pin lies in {NameOf(here)}, the words name {NameOf(best)}: they disagree."
                ),
            ]
        );
    }

    /// <summary>Only what has one spot can contradict a pin: a road or a street may reach to where the pin is.</summary>
    private static bool Conflicts(PlaceGuess guess, Point pin)
    {
        if (
            guess.Named
            is not { Kind: not (PlaceKind.Road or PlaceKind.Street or PlaceKind.District) } place
        )
        {
            return false;
        }

        var narrowing = Math.Cos(pin.Y * Math.PI / 180);
        var metres = double.Hypot(
            (place.Location.X - pin.X) * MetresPerDegree * narrowing,
            (place.Location.Y - pin.Y) * MetresPerDegree
        );
        return metres > ConflictMetres;
    }

    private static PlaceReading? RegionOf(Guid? receivedBy, CityIndex index)
    {
        if (receivedBy is not { } id || index.City.Unit(id)?.RegionId is not { } regionId)
        {
            return null;
        }

        Region? district = null,
            street = null,
            community = null;
        for (var region = index.City.Region(regionId); region is not null; )
        {
            (district, street, community) = region.Level switch
            {
                RegionLevel.District => (region, street, community),
                RegionLevel.Street => (district, region, community),
                RegionLevel.Community => (district, street, region),
                _ => (district, street, community),
            };
            region = region.ParentId is { } parent ? index.City.Region(parent) : null;
        }

        if (street is null)
        {
            return null;
        }

        var guess = new PlaceGuess(
            null,
            new Located(district, street, community, null),
            null,
            null,
            "street",
            1
        );
        return new PlaceReading(
            [guess],
            false,
            [
                new Reason(
                    "place-receiver",
                    $"未写明地点，按受理单位所在的{street.Name}办理。",
                    $"No place was named: taken as in {street.Name}, where it was received."
                ),
            ]
        );
    }

    /// <summary>The places named, weighed and joined by street: a message that names an estate and its street names one place.</summary>
    private static List<PlaceGuess> Named(string? placeText, string form, CityIndex index)
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

    private static List<Reason> Told(List<PlaceGuess> named)
    {
        if (named.Count == 0)
        {
            return
            [
                new Reason(
                    "place-none",
                    "没有写明本市内的地点。",
                    "No place of this city was named."
                ),
            ];
        }

        var first = NameOf(named[0]);
        if (named.Count == 1)
        {
            return [new Reason("place-named", $"地点：{first}。", $"Place: {first}.")];
        }

        var second = NameOf(named[1]);
        return
        [
            new Reason(
                "place-ambiguous",
                $"地点可能是{first}，也可能是{second}。",
                $"The place may be {first} or {second}."
            ),
        ];
    }

    private static string NameOf(PlaceGuess guess)
    {
        var region = guess.Where.Community ?? guess.Where.Street ?? guess.Where.District;
        return guess.Named is { } place && place.Name != region?.Name
            ? place.Name + (region is null ? "" : $"（{region.Name}）")
            : region?.Name ?? "本市";
    }
}
