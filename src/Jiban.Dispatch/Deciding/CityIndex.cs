using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Jiban.City.Contracts;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Writing;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Jiban.Dispatch.Deciding;

/// <summary>A duty with the unit that holds it.</summary>
internal readonly record struct HeldDuty(Unit Unit, Duty Duty, string ClassCode);

/// <summary>
/// What dispatch looks up in one city snapshot: names of places and units in a trie, duties by class. Built once for a snapshot and
/// kept as long as the snapshot lives.
/// </summary>
internal sealed partial class CityIndex
{
    /// <summary>A unit is recognised by names of at least this length: shorter ones stand in other words.</summary>
    private const int ShortestUnitName = 4;
    private const int ShortestPlaceName = 2;

    private static readonly ConditionalWeakTable<CitySnapshot, CityIndex> Built = [];

    private readonly Phrases<Place> _places;
    private readonly ILookup<string, Place> _houses;
    private readonly Confusions _confusions;
    private readonly Phrases<Unit> _units;
    private readonly ILookup<string, HeldDuty> _duties;
    private readonly Dictionary<Guid, Building> _buildings;
    private readonly ILookup<string, Building> _estates;
    private readonly Dictionary<Guid, Road> _roads;
    private readonly Dictionary<Guid, Geometry> _named;
    private readonly Dictionary<Guid, Landmark> _landmarks;
    private readonly Lazy<STRtree<Place>> _spots;

    private CityIndex(CitySnapshot city)
    {
        City = city;
        _places = new Phrases<Place>(
            city.Places.SelectMany(place =>
                    Forms(place.Name).Select(form => KeyValuePair.Create(form, place))
                )
                .Where(entry => entry.Key.Length >= ShortestPlaceName)
        );
        _houses = city
            .Places.Where(place => place.Kind == PlaceKind.Building)
            .ToLookup(place => Form(place.Name), StringComparer.Ordinal);
        _confusions = new Confusions(city.Places.SelectMany(place => Form(place.Name)));
        _units = new Phrases<Unit>(
            city.Units.SelectMany(unit =>
                unit.Aliases.Append(unit.Name)
                    .Append(unit.ShortName)
                    .Select(Form)
                    .Where(name => name.Length >= ShortestUnitName)
                    .Distinct()
                    .Select(name => KeyValuePair.Create(name, unit))
            )
        );
        _duties = city
            .Duties.SelectMany(duty =>
                city.Unit(duty.UnitId) is { } unit
                    ? duty.ClassCodes.Select(code => new HeldDuty(unit, duty, code))
                    : []
            )
            .OrderBy(held => held.Unit.Code, StringComparer.Ordinal)
            .ThenBy(held => held.Duty.DutyId)
            .ToLookup(held => held.ClassCode);
        _buildings = city.Buildings.DistinctBy(b => b.BuildingId).ToDictionary(b => b.BuildingId);
        _named = city
            .Toponyms.Where(line => line.Shape is not null)
            .DistinctBy(line => line.PlaceId)
            .ToDictionary(line => line.PlaceId, line => line.Shape!);
        _roads = city
            .Roads.Concat(
                city.Toponyms.Where(line =>
                        line is { Kind: PlaceKind.Road, Shape: LineString or MultiLineString }
                    )
                    .Select(line => new Road(line.PlaceId, line.Name, line.Shape!, []))
            )
            .DistinctBy(r => r.RoadId)
            .ToDictionary(r => r.RoadId);
        _landmarks = city.Landmarks.DistinctBy(l => l.LandmarkId).ToDictionary(l => l.LandmarkId);
        _estates = city.Buildings.Where(b => b.EstateName is not null).ToLookup(b => b.EstateName!);
        _spots = new Lazy<STRtree<Place>>(Spots);
    }

    /// <summary>The snapshot itself.</summary>
    public CitySnapshot City { get; }

    /// <summary>The index of a snapshot, built at the first question.</summary>
    public static CityIndex Of(CitySnapshot city) =>
        Built.GetValue(city, static c => new CityIndex(c));

    /// <summary>The form in which names are compared.</summary>
    public static string Form(string text) => HouseNumbers.Of(PlainText.Of(text));

    /// <summary>The forms by which a name is found: a part in brackets is often written without them.</summary>
    private static IEnumerable<string> Forms(string name)
    {
        var form = Form(name);
        return form.Contains('(', StringComparison.Ordinal)
            ? [form, Brackets().Replace(form, "")]
            : [form];
    }

    [GeneratedRegex("[()]")]
    private static partial Regex Brackets();

    /// <summary>Schools, estates, landmarks and stops whose ground may come within some metres of a point, each once.</summary>
    public IEnumerable<Place> SpotsNear(Point at, double metres) =>
        _spots.Value.Query(Distance.Around(at.Coordinate, metres));

    private STRtree<Place> Spots()
    {
        var tree = new STRtree<Place>();
        foreach (
            var place in City
                .Places.Where(place =>
                    place.Kind
                        is PlaceKind.School
                            or PlaceKind.Estate
                            or PlaceKind.Landmark
                            or PlaceKind.BusStop
                )
                // Its own name stands before the others.
                .DistinctBy(place => place.PlaceId)
        )
        {
            tree.Insert((ShapeOf(place) ?? place.Location).EnvelopeInternal, place);
        }

        tree.Build();
        return tree;
    }

    /// <summary>Places named in a text of that form, the longest name at each position; one of two characters where it is named as a place.</summary>
    public List<Found<IReadOnlyList<Place>>> PlacesIn(string form)
    {
        var found = _places.Longest(form);
        found.RemoveAll(name =>
            name.Length <= ShortNames.Longest && !ShortNames.IsPlace(form, name.Start, name.End)
        );
        for (var at = 0; at < found.Count; at++)
        {
            found[at] = WithHouse(form, found[at]);
        }

        return found;
    }

    /// <summary>锦绣家园小区的3号楼 is the house that the gazetteer calls 锦绣家园3号楼; another stage of an estate (二期) has houses of its own.</summary>
    private Found<IReadOnlyList<Place>> WithHouse(string form, Found<IReadOnlyList<Place>> name)
    {
        if (
            !name.Value.Any(place => place.Kind == PlaceKind.Estate)
            || HouseBehind().Match(form, name.End) is not { Success: true } house
        )
        {
            return name;
        }

        var named = _houses[
            string.Concat(form.AsSpan(name.Start, name.Length), house.Groups["house"].ValueSpan)
        ]
            .ToArray();
        return named.Length == 0
            ? name
            : new Found<IReadOnlyList<Place>>(
                name.Start,
                house.Index + house.Length - name.Start,
                named
            );
    }

    [GeneratedRegex(
        @"\G(?:小区|社区|花园|一期|1期|里面?|院内|内|的|,|，){1,3}(?<house>[0-9]+号楼)"
    )]
    private static partial Regex HouseBehind();

    /// <summary>Places named in a text of that form with one character of the same sound or shape instead of the right one.</summary>
    public List<Almost<Place>> PlacesMistakenIn(ReadOnlySpan<char> form) =>
        _places.Mistaken(form, _confusions);

    /// <summary>Units named in a text of that form.</summary>
    public List<Found<IReadOnlyList<Unit>>> UnitsIn(string form) => _units.Longest(form);

    /// <summary>Units of a kind that hold a duty for a class on a day; those whose duty names the finer class first.</summary>
    public IEnumerable<HeldDuty> Holders(UnitKind kind, string classCode, DateOnly day)
    {
        for (var length = classCode.Length; length >= 2; length -= 2)
        {
            foreach (var held in _duties[classCode[..length]])
            {
                if (held.Unit.Kind == kind && held.Duty.From <= day && !(held.Duty.Until < day))
                {
                    yield return held;
                }
            }
        }
    }

    /// <summary>The building a place of the gazetteer stands for, or any building of an estate.</summary>
    public Building? BuildingOf(Place place) =>
        place.Kind switch
        {
            PlaceKind.Building => _buildings.GetValueOrDefault(place.PlaceId),
            PlaceKind.Estate => _estates[place.Standard ?? place.Name].FirstOrDefault(),
            _ => null,
        };

    /// <summary>A road of the city, or null.</summary>
    public Road? Road(Guid roadId) => _roads.GetValueOrDefault(roadId);

    /// <summary>The ground that a building, an estate, a school or a landmark takes, a bridge or stop as it is drawn; null where it is not drawn, or only as a point.</summary>
    public Geometry? ShapeOf(Place place) =>
        _named.GetValueOrDefault(place.PlaceId) is { } drawn
            ? (drawn is Point ? null : drawn)
            : place.Kind switch
            {
                PlaceKind.Building => _buildings.GetValueOrDefault(place.PlaceId)?.Footprint,
                PlaceKind.Estate => Hull(_estates[place.Standard ?? place.Name], place),
                _ => _landmarks.GetValueOrDefault(place.PlaceId)?.Area,
            };

    /// <summary>An estate is what its buildings take and what lies between them; another of the same name lies in another community.</summary>
    private static Geometry? Hull(IEnumerable<Building> buildings, Place place)
    {
        var corners = buildings
            .Where(b => place.CommunityId is not { } community || b.CommunityId == community)
            .SelectMany(b => b.Footprint.Coordinates)
            .ToArray();
        return corners.Length == 0
            ? null
            : new MultiPoint([.. corners.Select(at => new Point(at))]).ConvexHull();
    }
}
