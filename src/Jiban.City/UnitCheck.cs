using Jiban.City.Contracts;

namespace Jiban.City;

/// <summary>Units form one tree under one centre, and every duty belongs to one of them.</summary>
internal static class UnitCheck
{
    public static void Units(
        CityPlan plan,
        Dictionary<Guid, Region> regions,
        Dictionary<Guid, Unit> units,
        CityFaults faults
    )
    {
        faults.Unique(plan.Units, unit => unit.Code, "unit");
        faults.Unique(
            plan.Units.Where(unit => unit.CreditCode is not null),
            unit => unit.CreditCode!,
            "credit code"
        );
        var roots = plan.Units.Where(unit => unit.ParentId is null).ToList();
        if (roots.Count != 1 || roots[0].Kind != UnitKind.CityCentre)
        {
            faults.Add("units", "not-one-centre");
        }

        foreach (var unit in plan.Units)
        {
            var at = "unit " + unit.Code;
            faults.Named(unit.Code, at);
            faults.Named(unit.Name, at);
            faults.Named(unit.ShortName, at);
            foreach (var alias in unit.Aliases)
            {
                faults.Named(alias, at);
            }

            if (unit.CreditCode is { } credit && !CreditCode.IsSound(credit))
            {
                faults.Add(at, "malformed-credit-code");
            }

            if (unit.RegionId is { } region && !regions.ContainsKey(region))
            {
                faults.Add(at, "unknown-region");
            }

            if (unit.ParentId is { } parent && !units.ContainsKey(parent))
            {
                faults.Add(at, "unknown-parent");
            }
            else if (IsInCycle(unit, units))
            {
                faults.Add(at, "below-itself");
            }
        }
    }

    public static void Duties(CityPlan plan, Dictionary<Guid, Unit> units, CityFaults faults)
    {
        foreach (var duty in plan.Duties)
        {
            Duty(duty, units, faults);
        }
    }

    private static bool IsInCycle(Unit unit, Dictionary<Guid, Unit> units)
    {
        var above = unit.ParentId;
        for (var steps = 0; above is { } id && steps <= units.Count; steps++)
        {
            if (id == unit.UnitId)
            {
                return true;
            }

            above = units.GetValueOrDefault(id)?.ParentId;
        }

        return false;
    }

    private static void Duty(Duty duty, Dictionary<Guid, Unit> units, CityFaults faults)
    {
        var at = "duty " + duty.DutyId;
        faults.Named(duty.Name, at);
        if (!units.ContainsKey(duty.UnitId))
        {
            faults.Add(at, "unknown-unit");
        }

        if (
            duty.ClassCodes.Any(code =>
                !CityFaults.IsDigits(code, 2) && !CityFaults.IsDigits(code, 4)
            )
        )
        {
            faults.Add(at, "malformed-class");
        }

        if (duty.Until < duty.From)
        {
            faults.Add(at, "ends-before-it-begins");
        }
    }
}
