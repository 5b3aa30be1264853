using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Distance;

namespace Jiban.City.Contracts;

/// <summary>
/// The city as it stood at one moment, immutable and in memory: what dispatch decides on. Lookups cost no I/O and are safe from
/// any thread.
/// </summary>
public sealed class CitySnapshot
{
    /// <summary>A city without anything, before any was imported.</summary>
    public static readonly CitySnapshot Empty = new([], [], [], [], [], []);

    private readonly Dictionary<Guid, Unit> _units;
    private readonly Dictionary<Guid, Region> _regions;
    private readonly Dictionary<string, Region> _regionsByCode;
    private readonly UnitOrder _tree;
    private readonly ILookup<(UnitKind, Guid), Unit> _acting;
    private readonly Dictionary<RegionLevel, AreaIndex<Region>> _areas;
    private readonly Dictionary<Guid, AreaIndex<GridCell>> _cells;
    private readonly STRtree<Building> _footprints = new();

    /// <exception cref="ArgumentException">The units' parents form a cycle, or an id stands twice.</exception>
    public CitySnapshot(
        IReadOnlyList<Region> regions,
        IReadOnlyList<GridCell> cells,
        IReadOnlyList<Place> places,
        IReadOnlyList<Building> buildings,
        IReadOnlyList<Unit> units,
        IReadOnlyList<Duty> duties
    )
    {
        Regions = regions;
        Cells = cells;
        Places = places;
        Buildings = buildings;
        Units = units;
        Duties = duties;

        _regions = regions.ToDictionary(region => region.RegionId);
        _regionsByCode = regions
            .DistinctBy(region => region.Code)
            .ToDictionary(region => region.Code, StringComparer.Ordinal);
        _units = units.ToDictionary(unit => unit.UnitId);
        _tree = new UnitOrder(units);
        _acting = units
            .Where(unit => unit.RegionId is not null)
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .ToLookup(unit => (unit.Kind, unit.RegionId!.Value));
        _areas = regions
            .GroupBy(region => region.Level)
            .ToDictionary(level => level.Key, level => Index(level, region => region.Code));
        _cells = cells
            .GroupBy(cell => cell.CommunityId)
            .ToDictionary(
                community => community.Key,
                community => new AreaIndex<GridCell>(
                    community.OrderBy(cell => cell.Code, StringComparer.Ordinal),
                    cell => cell.Boundary
                )
            );
        foreach (var building in buildings)
        {
            _footprints.Insert(building.Footprint.EnvelopeInternal, building);
        }

        _footprints.Build();
        CityCentre = units.FirstOrDefault(unit =>
            unit.Kind == UnitKind.CityCentre && unit.ParentId is null
        );
        City = regions.FirstOrDefault(region => region.Level == RegionLevel.City);
    }

    public IReadOnlyList<Region> Regions { get; }
    public IReadOnlyList<GridCell> Cells { get; }

    /// <summary>The gazetteer: every name of every place.</summary>
    public IReadOnlyList<Place> Places { get; }
    public IReadOnlyList<Building> Buildings { get; }
    public IReadOnlyList<Unit> Units { get; }
    public IReadOnlyList<Duty> Duties { get; }

    /// <summary>Named roads, for the map.</summary>
    public IReadOnlyList<Road> Roads { get; init; } = [];

    /// <summary>Schools, parks, markets, waters, for the map.</summary>
    public IReadOnlyList<Landmark> Landmarks { get; init; } = [];

    /// <summary>The customer's gazetteer as it was imported.</summary>
    public IReadOnlyList<Toponym> Toponyms { get; init; } = [];

    /// <summary>The region of the whole city; null in an empty city.</summary>
    public Region? City { get; }

    /// <summary>The city centre: root of the tree of units; null in an empty city.</summary>
    public Unit? CityCentre { get; }

    /// <summary>
    /// Where a point lies. On a shared border the lowest code wins. What is narrower decides what is wider, so the street named is
    /// always that of the community named.
    /// </summary>
    public Located Locate(Point point)
    {
        var community = Covering(RegionLevel.Community, point);
        var street = Parent(community) ?? Covering(RegionLevel.Street, point);
        var district = Parent(street) ?? Covering(RegionLevel.District, point);
        var cell =
            community is not null && _cells.TryGetValue(community.RegionId, out var cells)
                ? cells.Covering(point.Coordinate)
                : null;
        return new Located(district, street, community, cell?.Code);
    }

    /// <summary>The regions of a level that come within some metres of a point, in order of code: that in which it lies, and what begins behind a border near by.</summary>
    public IEnumerable<Region> Beside(RegionLevel level, Point point, double metres) =>
        !point.IsEmpty && _areas.TryGetValue(level, out var areas)
            ? areas.Within(point.Coordinate, metres)
            : [];

    /// <summary>Whether a point lies inside the city.</summary>
    public bool Contains(Point point) => Covering(RegionLevel.City, point) is not null;

    /// <summary>The building at a point, or the nearest one within some metres (of lowest id when several are as near); null when there is none.</summary>
    public Building? BuildingNear(Point point, double metres)
    {
        const double MetresPerDegree = 111_320;
        if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
        {
            return null;
        }

        var narrowing = Math.Max(0.01, Math.Cos(point.Y * Math.PI / 180));
        var around = new Envelope(point.Coordinate);
        around.ExpandBy(metres / MetresPerDegree / narrowing, metres / MetresPerDegree);
        return _footprints
            .Query(around)
            .Select(building => (Building: building, Metres: Metres(building)))
            .Where(near => near.Metres <= metres)
            .OrderBy(near => near.Metres)
            .ThenBy(near => near.Building.BuildingId)
            .Select(near => near.Building)
            .FirstOrDefault();

        double Metres(Building building)
        {
            var nearest = DistanceOp.NearestPoints(building.Footprint, point)[0];
            return double.Hypot(
                (nearest.X - point.X) * MetresPerDegree * narrowing,
                (nearest.Y - point.Y) * MetresPerDegree
            );
        }
    }

    /// <summary>The unit, or null when it does not exist.</summary>
    public Unit? Unit(Guid unitId) => _units.GetValueOrDefault(unitId);

    /// <summary>The region, or null when it does not exist.</summary>
    public Region? Region(Guid regionId) => _regions.GetValueOrDefault(regionId);

    /// <summary>The region of a statistical code, or null when there is none.</summary>
    public Region? RegionOf(string code) => _regionsByCode.GetValueOrDefault(code);

    /// <summary>The unit and all below it, itself first; empty when it does not exist.</summary>
    public IReadOnlyList<Guid> SelfAndBelow(Guid unitId) => _tree.SelfAndBelow(unitId);

    /// <summary>Whether <paramref name="below"/> stands (at any depth) below <paramref name="above"/>; false for the same unit.</summary>
    public bool IsBelow(Guid below, Guid above) => _tree.IsBelow(below, above);

    /// <summary>The street office or town government that answers for a street region.</summary>
    public Unit? StreetOffice(Guid streetRegionId) =>
        _acting[(UnitKind.StreetOffice, streetRegionId)].FirstOrDefault();

    /// <summary>The district government of a district region.</summary>
    public Unit? DistrictGovernment(Guid districtRegionId) =>
        _acting[(UnitKind.DistrictGovernment, districtRegionId)].FirstOrDefault();

    /// <summary>Units of a kind that act in a region or in one that contains it, nearest level first, then by code.</summary>
    public IEnumerable<Unit> UnitsFor(UnitKind kind, Guid regionId)
    {
        for (var region = Region(regionId); region is not null; region = Parent(region))
        {
            foreach (var unit in _acting[(kind, region.RegionId)])
            {
                yield return unit;
            }
        }
    }

    private static AreaIndex<Region> Index(
        IEnumerable<Region> regions,
        Func<Region, string> code
    ) => new(regions.OrderBy(code, StringComparer.Ordinal), region => region.Boundary);

    private Region? Covering(RegionLevel level, Point point) =>
        !point.IsEmpty && _areas.TryGetValue(level, out var areas)
            ? areas.Covering(point.Coordinate)
            : null;

    private Region? Parent(Region? region) =>
        region?.ParentId is { } parent ? Region(parent) : null;
}
