using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;

namespace Jiban.Dispatch.Linting;

/// <summary>The rules against the units of the city: who is there, who holds which duty, who stands above whom.</summary>
internal static class LintUnits
{
    private const int MostNamed = 3;

    public static IEnumerable<LintFinding> Of(
        IReadOnlyList<DispatchRule> rules,
        RuleBook book,
        IReadOnlyList<DemandClass> classes,
        IReadOnlyList<bool> channels,
        CityIndex index,
        DateOnly day
    ) =>
        UnknownUnits(rules, index.City)
            .Concat(Cycles(rules, index.City))
            .Concat(
                classes.SelectMany(of =>
                    channels
                        .Select(own => book.RuleFor(of.Code, own, day))
                        .OfType<DispatchRule>()
                        .Distinct()
                        .SelectMany(rule =>
                            Nobody(rule, of, index, day).Concat(NoHolder(rule, of, index, day))
                        )
                )
            )
            .Concat(WithoutDuty(index.City, day));

    private static IEnumerable<LintFinding> UnknownUnits(
        IReadOnlyList<DispatchRule> rules,
        CitySnapshot city
    )
    {
        var known = city.Units.Select(unit => unit.Code).ToHashSet(StringComparer.Ordinal);
        return rules
            .Where(rule => rule.UnitCode is { } code && !known.Contains(code))
            .Select(rule => new LintFinding(
                LintKind.UnknownUnit,
                IsError: true,
                rule.Code,
                rule.ClassCode,
                $"规则 {rule.Code} 指定的单位 {rule.UnitCode} 不存在。",
                $"Rule {rule.Code} names unit {rule.UnitCode}, which does not exist."
            ));
    }

    /// <summary>
    /// A return goes to whom the unit stands below. Where a rule tries one above before one below it, the one above gets back what it would have
    /// been given first, and gives it down again.
    /// </summary>
    private static IEnumerable<LintFinding> Cycles(
        IReadOnlyList<DispatchRule> rules,
        CitySnapshot city
    )
    {
        var below = new HashSet<(UnitKind Above, UnitKind Below)>();
        foreach (var unit in city.Units)
        {
            for (var above = Parent(unit, city); above is not null; above = Parent(above, city))
            {
                below.Add((above.Kind, unit.Kind));
            }
        }

        return rules
            .Where(rule =>
                rule.Units.Where(
                        (lower, at) =>
                            rule.Units.Take(at).Any(upper => below.Contains((upper, lower)))
                    )
                    .Any()
            )
            .Select(rule => new LintFinding(
                LintKind.ReturnCycle,
                IsError: false,
                rule.Code,
                rule.ClassCode,
                $"规则 {rule.Code} 先派上级再派其下级：下级退回后又到上级，会来回转。",
                $"Rule {rule.Code} tries a unit before one below it: what that one returns comes back to the first, and circles."
            ));
    }

    private static Unit? Parent(Unit unit, CitySnapshot city) =>
        unit.ParentId is { } parent ? city.Unit(parent) : null;

    /// <summary>Streets where the rule leads to nobody.</summary>
    private static IEnumerable<LintFinding> Nobody(
        DispatchRule rule,
        DemandClass of,
        CityIndex index,
        DateOnly day
    )
    {
        var city = index.City;
        if (city.CityCentre is not null && rule.Units.Contains(UnitKind.CityCentre))
        {
            return [];
        }

        return Told(
            [.. Streets(city).Where(street => Leads(street).Count == 0)],
            LintKind.Gap,
            isError: true,
            rule,
            of,
            "没有单位承办",
            "nobody answers for it"
        );

        IReadOnlyList<Led> Leads(Region street)
        {
            var place = At(street, city);
            // The district takes what nobody else does: most rules need no further look.
            return
                rule.Units.Contains(UnitKind.DistrictGovernment)
                && place.Where.District is { } district
                && city.DistrictGovernment(district.RegionId) is { } government
                ? [new Led(government, rule, null, 1)]
                : FindUnits.Follow(rule, of.Code, place, null, index, day);
        }
    }

    /// <summary>Districts where no department or utility holds the duty that the rule asks for.</summary>
    private static IEnumerable<LintFinding> NoHolder(
        DispatchRule rule,
        DemandClass of,
        CityIndex index,
        DateOnly day
    )
    {
        if (rule.UnitCode is not null || !IsHolder(rule.Units[0]))
        {
            return [];
        }

        var without = Regions(index.City, RegionLevel.District)
            .Where(district =>
                !FindUnits
                    .Follow(rule, of.Code, At(district, index.City), null, index, day)
                    .Any(led => IsHolder(led.Unit.Kind))
            );
        return Told(
            [.. without],
            LintKind.NoHolder,
            isError: false,
            rule,
            of,
            "没有部门有这项职责，由区或市人工分派",
            "no department holds the duty: the district or the city allocates by hand"
        );

        static bool IsHolder(UnitKind kind) => kind is UnitKind.Department or UnitKind.Utility;
    }

    private static IEnumerable<LintFinding> WithoutDuty(CitySnapshot city, DateOnly day)
    {
        var holders = city
            .Duties.Where(duty =>
                duty.ClassCodes.Count > 0 && duty.From <= day && !(duty.Until < day)
            )
            .Select(duty => duty.UnitId)
            .ToHashSet();
        return city
            .Units.Where(unit =>
                unit.Kind is UnitKind.Department or UnitKind.Utility or UnitKind.Section
                && !holders.Contains(unit.UnitId)
            )
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .Select(unit => new LintFinding(
                LintKind.UnitWithoutDuty,
                IsError: false,
                null,
                null,
                $"{unit.Name}（{unit.Code}）没有对应任何分类的职责，规则找不到它。",
                $"{unit.Name} ({unit.Code}) holds no duty for any class: no rule finds it."
            ));
    }

    private static IEnumerable<LintFinding> Told(
        IReadOnlyList<Region> where,
        LintKind kind,
        bool isError,
        DispatchRule rule,
        DemandClass of,
        string zh,
        string en
    )
    {
        if (where.Count == 0)
        {
            return [];
        }

        var names = where.Take(MostNamed).Select(region => region.Name).ToList();
        var more = where.Count > MostNamed;
        return
        [
            new LintFinding(
                kind,
                isError,
                rule.Code,
                of.Code,
                $"{of.Name}（{of.Code}）在{string.Join('、', names)}{(more ? $"等 {where.Count} 处" : "")}{zh}。",
                $"{of.NameEn} ({of.Code}) in {string.Join(", ", names)}{(more ? $" and others, {where.Count} in all" : "")}: {en}."
            ),
        ];
    }

    /// <summary>Streets, and districts that are drawn without any.</summary>
    private static IEnumerable<Region> Streets(CitySnapshot city)
    {
        var streets = Regions(city, RegionLevel.Street).ToList();
        var drawn = streets.Select(street => street.ParentId).ToHashSet();
        return streets.Concat(
            Regions(city, RegionLevel.District).Where(region => !drawn.Contains(region.RegionId))
        );
    }

    private static IEnumerable<Region> Regions(CitySnapshot city, RegionLevel level) =>
        city
            .Regions.Where(region => region.Level == level)
            .OrderBy(region => region.Code, StringComparer.Ordinal);

    private static PlaceGuess At(Region region, CitySnapshot city)
    {
        var street = region.Level == RegionLevel.Street ? region : null;
        var district = street?.ParentId is { } parent ? city.Region(parent) : region;
        return new PlaceGuess(
            null,
            new Located(district, street, null, null),
            null,
            null,
            "street",
            1
        );
    }
}
