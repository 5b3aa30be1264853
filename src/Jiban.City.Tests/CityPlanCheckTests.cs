using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

public sealed class CityPlanCheckTests
{
    [Fact]
    public void A_sound_city_has_no_fault() =>
        Assert.Empty(CityPlanCheck.FaultsOf(SomeCity.Plan()));

    [Fact]
    public void A_region_needs_a_parent_of_the_level_above() =>
        Refused(
            "region 990101001001",
            "unknown-parent",
            Community(it => it with { ParentId = SomeCity.City })
        );

    [Fact]
    public void A_region_whose_parent_is_missing_is_refused() =>
        Refused(
            "region 990101001001",
            "unknown-parent",
            Community(it => it with { ParentId = Some.Id(999) })
        );

    [Theory]
    [InlineData("99010100100", "malformed-code")]
    [InlineData("99010100100x", "malformed-code")]
    [InlineData("９９０１０１００１００１", "malformed-code")]
    [InlineData("990101002001", "code-not-of-parent")]
    public void A_region_code_has_the_digits_of_its_level_and_begins_with_its_parents(
        string code,
        string fault
    ) => Refused("region " + code, fault, Community(it => it with { Code = code }));

    [Fact]
    public void A_city_without_a_city_is_refused()
    {
        var plan = SomeCity.Plan();
        Refused(
            "regions",
            "not-one-city",
            plan with
            {
                Regions = [.. plan.Regions.Where(region => region.Level != RegionLevel.City)],
            }
        );
    }

    [Fact]
    public void A_cell_outside_its_community_is_refused() =>
        Refused(
            "cell 990101001001001",
            "outside-community",
            Cell(it => it with { Boundary = SomeCity.Box(0, 0.5, 0.5, 1.5) })
        );

    [Fact]
    public void A_cell_numbered_for_another_community_is_refused() =>
        Refused(
            "cell 990101001002009",
            "code-not-of-community",
            Cell(it => it with { Code = "990101001002009" })
        );

    [Fact]
    public void A_cell_of_14_digits_is_refused() =>
        Refused(
            "cell 99010100100101",
            "malformed-code",
            Cell(it => it with { Code = "99010100100101" })
        );

    [Fact]
    public void Two_cells_of_one_code_are_refused() =>
        Refused(
            "cell 990101001001002",
            "code-twice",
            Cell(it => it with { Code = "990101001001002" })
        );

    [Fact]
    public void A_building_outside_its_community_is_refused() =>
        Refused(
            "building " + Some.Id(301),
            "outside-community",
            Building(it => it with { CommunityId = SomeCity.UpperCommunity })
        );

    [Fact]
    public void A_building_kept_by_somebody_who_is_no_property_company_is_refused() =>
        Refused(
            "building " + Some.Id(301),
            "not-a-property-company",
            Building(it => it with { PropertyUnitId = SomeCity.Water })
        );

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void A_building_of_impossible_height_is_refused(double height) =>
        Refused(
            "building " + Some.Id(301),
            "impossible-height",
            Building(it => it with { HeightMetres = height })
        );

    [Fact]
    public void Units_that_stand_below_themselves_are_refused() =>
        Refused(
            "unit 990101001",
            "below-itself",
            Unit(SomeCity.Office, it => it with { ParentId = SomeCity.Committee })
        );

    [Fact]
    public void A_second_root_is_refused() =>
        Refused(
            "units",
            "not-one-centre",
            Unit(SomeCity.Office, it => it with { ParentId = null })
        );

    [Fact]
    public void A_unit_in_an_unknown_region_is_refused() =>
        Refused(
            "unit 990101001",
            "unknown-region",
            Unit(SomeCity.Office, it => it with { RegionId = Some.Id(999) })
        );

    [Theory]
    [InlineData("", "name-length")]
    [InlineData("  ", "name-length")]
    [InlineData("a\0b", "name-characters")]
    [InlineData("a\ud800b", "name-characters")]
    [InlineData("a\nb", "name-characters")]
    public void A_name_that_the_store_or_a_page_can_not_hold_is_refused(
        string name,
        string fault
    ) => Refused("unit 990101001", fault, Unit(SomeCity.Office, it => it with { Name = name }));

    [Fact]
    public void A_name_of_101_characters_is_refused() =>
        Refused(
            "unit 990101001",
            "name-length",
            Unit(SomeCity.Office, it => it with { Name = new string('长', 101) })
        );

    [Theory]
    [InlineData("1")]
    [InlineData("110")]
    [InlineData("11x1")]
    public void A_duty_for_something_that_is_no_class_code_is_refused(string code) =>
        Refused(
            "duty " + Some.Id(501),
            "malformed-class",
            Duty(it => it with { ClassCodes = [code] })
        );

    [Fact]
    public void A_duty_that_ends_before_it_begins_is_refused() =>
        Refused(
            "duty " + Some.Id(501),
            "ends-before-it-begins",
            Duty(it => it with { Until = it.From.AddDays(-1) })
        );

    [Fact]
    public void A_shape_that_crosses_itself_or_has_no_place_on_the_globe_is_refused()
    {
        var bowtie = new Polygon(new([new(0, 0), new(1, 1), new(1, 0), new(0, 1), new(0, 0)]));
        Refused(
            "region 990101001001",
            "unsound-geometry",
            Community(it => it with { Boundary = bowtie })
        );
        Refused(
            "region 990101001001",
            "unsound-geometry",
            Community(it => it with { Boundary = SomeCity.Box(0, 0, 1, double.NaN) })
        );
        Refused(
            "region 990101001001",
            "unsound-geometry",
            Community(it => it with { Boundary = SomeCity.Box(0, 0, 1, 1e6) })
        );
        Refused(
            "region 990101001001",
            "unsound-geometry",
            Community(it => it with { Boundary = SomeCity.At(0, 0) })
        );
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var plan = Unit(SomeCity.Office, it => it with { Name = "" });
        var faults = CityPlanCheck.FaultsOf(
            plan with
            {
                Cells = [plan.Cells[0] with { Code = "1" }],
            }
        );

        Assert.Equal(2, faults.Count);
    }

    private static void Refused(string at, string fault, CityPlan plan) =>
        Assert.Contains(new CityFault(at, fault), CityPlanCheck.FaultsOf(plan));

    private static CityPlan Community(Func<Region, Region> change)
    {
        var plan = SomeCity.Plan();
        return plan with
        {
            Regions = Changed(plan.Regions, it => it.RegionId == SomeCity.LowerCommunity, change),
        };
    }

    private static CityPlan Cell(Func<GridCell, GridCell> change)
    {
        var plan = SomeCity.Plan();
        return plan with { Cells = Changed(plan.Cells, it => it == plan.Cells[0], change) };
    }

    private static CityPlan Building(Func<Building, Building> change)
    {
        var plan = SomeCity.Plan();
        return plan with
        {
            Buildings = Changed(plan.Buildings, it => it == plan.Buildings[0], change),
        };
    }

    private static CityPlan Unit(Guid id, Func<Unit, Unit> change)
    {
        var plan = SomeCity.Plan();
        return plan with { Units = Changed(plan.Units, it => it.UnitId == id, change) };
    }

    private static CityPlan Duty(Func<Duty, Duty> change)
    {
        var plan = SomeCity.Plan();
        return plan with { Duties = Changed(plan.Duties, it => it == plan.Duties[0], change) };
    }

    private static T[] Changed<T>(IReadOnlyList<T> items, Func<T, bool> which, Func<T, T> change) =>
        [.. items.Select(item => which(item) ? change(item) : item)];
}
