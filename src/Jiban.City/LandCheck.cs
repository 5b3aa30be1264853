using Jiban.City.Components;
using Jiban.City.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Jiban.City;

/// <summary>Regions one in another with codes that say so, cells and buildings inside their community, shapes that are shapes.</summary>
internal static class LandCheck
{
    /// <summary>A border digitised twice differs by less than this; degrees, about 1 m.</summary>
    private const double BorderTolerance = 1e-5;

    public static void Regions(CityPlan plan, Dictionary<Guid, Region> regions, CityFaults faults)
    {
        if (plan.Regions.Count(region => region.Level == RegionLevel.City) != 1)
        {
            faults.Add("regions", "not-one-city");
        }

        faults.Unique(plan.Regions, region => region.Code, "region");
        foreach (var region in plan.Regions)
        {
            var at = "region " + region.Code;
            faults.Named(region.Name, at);
            faults.Area(region.Boundary, at);
            if (!CityFaults.IsDigits(region.Code, DigitsOf(region.Level)))
            {
                faults.Add(at, "malformed-code");
            }

            if (region.Residents < 0)
            {
                faults.Add(at, "negative-residents");
            }

            var parent = region.ParentId is { } id ? regions.GetValueOrDefault(id) : null;
            if (
                parent is null ? region.Level != RegionLevel.City : parent.Level != region.Level - 1
            )
            {
                faults.Add(at, "unknown-parent");
            }
            else if (
                parent is not null
                && !region.Code.StartsWith(parent.Code, StringComparison.Ordinal)
            )
            {
                faults.Add(at, "code-not-of-parent");
            }
        }
    }

    public static void Cells(CityPlan plan, Dictionary<Guid, Region> regions, CityFaults faults)
    {
        faults.Unique(plan.Cells, cell => cell.Code, "cell");
        var inside = Grown(plan);
        foreach (var cell in plan.Cells)
        {
            var at = "cell " + cell.Code;
            var sound = faults.Area(cell.Boundary, at);
            if (!inside.TryGetValue(cell.CommunityId, out var community))
            {
                faults.Add(at, "unknown-community");
                continue;
            }

            if (!GridCode.IsFormed(cell.Code))
            {
                faults.Add(at, "malformed-code");
            }
            else if (
                !cell.Code.StartsWith(regions[cell.CommunityId].Code, StringComparison.Ordinal)
            )
            {
                faults.Add(at, "code-not-of-community");
            }

            if (sound && !community.Covers(cell.Boundary))
            {
                faults.Add(at, "outside-community");
            }
        }
    }

    public static void Buildings(CityPlan plan, Dictionary<Guid, Unit> units, CityFaults faults)
    {
        faults.Known(plan.Buildings, building => building.BuildingId, "building");
        var inside = Grown(plan);
        foreach (var building in plan.Buildings)
        {
            var at = "building " + building.BuildingId;
            faults.Named(building.Name, at);
            if (!double.IsFinite(building.HeightMetres) || building.HeightMetres is < 0 or > 2000)
            {
                faults.Add(at, "impossible-height");
            }

            if (
                building.PropertyUnitId is { } property
                && units.GetValueOrDefault(property)?.Kind != UnitKind.PropertyCompany
            )
            {
                faults.Add(at, "not-a-property-company");
            }

            var sound = faults.Area(building.Footprint, at);
            if (!inside.TryGetValue(building.CommunityId, out var community))
            {
                faults.Add(at, "unknown-community");
            }
            else if (sound && !community.Covers(building.Footprint))
            {
                faults.Add(at, "outside-community");
            }
        }
    }

    public static void Shapes(CityPlan plan, CityFaults faults)
    {
        foreach (var road in plan.Roads)
        {
            faults.Named(road.Name, "road " + road.Name);
            if (!CityFaults.IsSound(road.Line) || road.Line is not (LineString or MultiLineString))
            {
                faults.Add("road " + road.Name, "unsound-geometry");
            }
        }

        foreach (var landmark in plan.Landmarks)
        {
            var at = "landmark " + landmark.Name;
            faults.Named(landmark.Name, at);
            faults.Area(landmark.Area, at);
            if (landmark.Kind is not (PlaceKind.School or PlaceKind.Landmark))
            {
                faults.Add(at, "not-a-landmark");
            }
        }
    }

    private static Dictionary<Guid, IPreparedGeometry> Grown(CityPlan plan) =>
        plan
            .Regions.Where(region =>
                region.Level == RegionLevel.Community && CityFaults.IsSound(region.Boundary)
            )
            .GroupBy(region => region.RegionId)
            .ToDictionary(
                region => region.Key,
                region =>
                    PreparedGeometryFactory.Prepare(region.First().Boundary.Buffer(BorderTolerance))
            );

    private static int DigitsOf(RegionLevel level) =>
        level switch
        {
            RegionLevel.City => 4,
            RegionLevel.District => 6,
            RegionLevel.Street => 9,
            RegionLevel.Community => 12,
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
}
