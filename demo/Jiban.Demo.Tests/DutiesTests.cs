using Jiban.City.Contracts;

namespace Jiban.Demo.Tests;

public sealed class DutiesTests
{
    private static readonly CityPlan Plan = GenerateCity.From(GenerateCity.Seed).Plan;
    private static readonly CitySnapshot City = Plan.ToSnapshot();

    [Fact]
    public void A_street_has_98_duties_under_6_boards_and_a_town_118_under_7()
    {
        foreach (var office in Plan.Units.Where(unit => unit.Kind == UnitKind.StreetOffice))
        {
            var sections = Plan
                .Units.Where(unit =>
                    unit.ParentId == office.UnitId && unit.Kind == UnitKind.Section
                )
                .Select(unit => unit.UnitId)
                .ToHashSet();
            var duties = Plan.Duties.Where(duty => sections.Contains(duty.UnitId)).ToList();
            var isTown = City.Region(office.RegionId!.Value)!.Name.EndsWith('镇');

            Assert.Equal(isTown ? 118 : 98, duties.Count);
            Assert.Equal(isTown ? 7 : 6, duties.Select(duty => duty.Board).Distinct().Count());
            Assert.Equal(isTown ? 7 : 6, sections.Count);
        }
    }

    [Fact]
    public void Every_class_of_the_demand_tree_has_somebody_responsible()
    {
        var answered = Plan.Duties.SelectMany(duty => duty.ClassCodes).ToHashSet();

        Assert.Equal(239, Classes.Length);
        Assert.DoesNotContain(
            Classes,
            code => !answered.Contains(code) && !answered.Contains(code[..2])
        );
    }

    [Fact]
    public void Every_class_that_a_duty_names_stands_in_the_demand_tree()
    {
        var known = Classes.Concat(Classes.Select(code => code[..2])).ToHashSet();

        Assert.DoesNotContain(
            Plan.Duties.SelectMany(duty => duty.ClassCodes),
            code => !known.Contains(code)
        );
    }

    [Fact]
    public void No_two_units_of_one_kind_and_region_answer_for_the_same_class()
    {
        UnitKind[] kinds = [UnitKind.Section, UnitKind.Department, UnitKind.Utility];
        var shared =
            from duty in Plan.Duties
            let unit = City.Unit(duty.UnitId)!
            where kinds.Contains(unit.Kind)
            from code in duty.ClassCodes
            group unit.ShortName by (unit.Kind, unit.RegionId, code) into holders
            where holders.Count() > 1
            select $"{holders.Key.code}: {string.Join("、", holders)}";

        Assert.Empty(shared);
    }

    [Fact]
    public void What_a_department_of_the_city_answers_for_no_department_of_a_district_takes_from_it()
    {
        var city = Held(RegionLevel.City);
        var district = Held(RegionLevel.District);

        Assert.DoesNotContain(
            city,
            code => district.Contains(code) || district.Contains(code[..2])
        );

        HashSet<string> Held(RegionLevel level) =>
            [
                .. from duty in Plan.Duties
                let unit = City.Unit(duty.UnitId)!
                where
                    unit.Kind == UnitKind.Department
                    && City.Region(unit.RegionId!.Value)!.Level == level
                from code in duty.ClassCodes
                select code,
            ];
    }

    private static readonly string[] Classes =
    [
        .. ReadClasses()
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('\t')[0])
            .Where(code => code.Length == 4),
    ];

    private static string[] ReadClasses()
    {
        using var reader = new StreamReader(
            typeof(DutiesTests).Assembly.GetManifestResourceStream("classes.tsv")!
        );
        return reader.ReadToEnd().Split('\n');
    }
}
