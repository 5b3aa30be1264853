using Jiban.City.Contracts;

namespace Jiban.City;

/// <summary>What must hold of a city before it may be written. Pure: the plan in, every fault out.</summary>
internal static class CityPlanCheck
{
    public static IReadOnlyList<CityFault> FaultsOf(CityPlan plan)
    {
        var faults = new CityFaults();
        var regions = faults.Known(plan.Regions, region => region.RegionId, "region");
        var units = faults.Known(plan.Units, unit => unit.UnitId, "unit");
        LandCheck.Regions(plan, regions, faults);
        LandCheck.Cells(plan, regions, faults);
        LandCheck.Shapes(plan, faults);
        LandCheck.Buildings(plan, units, faults);
        UnitCheck.Units(plan, regions, units, faults);
        UnitCheck.Duties(plan, units, faults);
        return faults.All;
    }
}
