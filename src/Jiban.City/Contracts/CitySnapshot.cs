using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>
/// The city as it stood at one moment, immutable and in memory: what dispatch decides on. Lookups cost no I/O.
/// </summary>
public sealed class CitySnapshot
{
    /// <summary>A city without anything, before any was imported.</summary>
    public static readonly CitySnapshot Empty = new([], [], [], [], [], []);

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
    }

    public IReadOnlyList<Region> Regions { get; }
    public IReadOnlyList<GridCell> Cells { get; }
    public IReadOnlyList<Place> Places { get; }
    public IReadOnlyList<Building> Buildings { get; }
    public IReadOnlyList<Unit> Units { get; }
    public IReadOnlyList<Duty> Duties { get; }

    // CITY HELPER: implement with STRtree / dictionaries built once in the constructor.

    /// <summary>Where a point lies.</summary>
    public Located Locate(Point point) => throw new NotImplementedException();

    /// <summary>Whether a point lies inside the city.</summary>
    public bool Contains(Point point) => throw new NotImplementedException();

    /// <summary>The unit, or null when it does not exist.</summary>
    public Unit? Unit(Guid unitId) => throw new NotImplementedException();

    /// <summary>The region, or null when it does not exist.</summary>
    public Region? Region(Guid regionId) => throw new NotImplementedException();

    /// <summary>The unit and all below it.</summary>
    public IReadOnlyList<Guid> SelfAndBelow(Guid unitId) => throw new NotImplementedException();

    /// <summary>Whether <paramref name="below"/> stands (at any depth) below <paramref name="above"/>; false for the same unit.</summary>
    public bool IsBelow(Guid below, Guid above) => throw new NotImplementedException();

    /// <summary>The street office or town government that answers for a street region.</summary>
    public Unit? StreetOffice(Guid streetRegionId) => throw new NotImplementedException();

    /// <summary>The district government of a district region.</summary>
    public Unit? DistrictGovernment(Guid districtRegionId) => throw new NotImplementedException();

    /// <summary>The city centre: root of the tree of units; null in an empty city.</summary>
    public Unit? CityCentre => throw new NotImplementedException();

    /// <summary>Units of a kind that act in a region or in one that contains it, nearest level first.</summary>
    public IEnumerable<Unit> UnitsFor(UnitKind kind, Guid regionId) =>
        throw new NotImplementedException();
}
