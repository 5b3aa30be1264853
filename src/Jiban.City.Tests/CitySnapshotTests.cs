using FsCheck;
using FsCheck.Fluent;
using Jiban.City.Contracts;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

public sealed class CitySnapshotTests
{
    private static readonly CitySnapshot City = SomeCity.Plan().ToSnapshot();

    [Fact]
    public void Locate_is_what_asking_every_polygon_in_order_of_code_gives()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(
                Positions().ToArbitrary(),
                point =>
                {
                    var at = City.Locate(point);
                    var community = First(RegionLevel.Community, point);
                    Assert.Equal(community, at.Community);
                    Assert.Equal(
                        community is null
                            ? First(RegionLevel.Street, point)?.RegionId
                            : community.ParentId,
                        at.Street?.RegionId
                    );
                    Assert.Equal(
                        at.Street?.ParentId ?? First(RegionLevel.District, point)?.RegionId,
                        at.District?.RegionId
                    );
                    Assert.Equal(
                        City.Cells.Where(cell =>
                                cell.CommunityId == community?.RegionId
                                && cell.Boundary.Covers(point)
                            )
                            .Select(cell => cell.Code)
                            .Min(StringComparer.Ordinal),
                        at.GridCode
                    );
                    Assert.Equal(City.City!.Boundary.Covers(point), City.Contains(point));
                }
            )
        );
    }

    [Fact]
    public void The_street_told_is_that_of_the_community_told_also_on_a_border()
    {
        var onAllBorders = City.Locate(SomeCity.At(SomeCity.Side, SomeCity.Side));

        Assert.Equal(SomeCity.LowerCommunity, onAllBorders.Community!.RegionId);
        Assert.Equal(SomeCity.DetailedStreet, onAllBorders.Street!.RegionId);
        Assert.Equal(SomeCity.WestDistrict, onAllBorders.District!.RegionId);
    }

    [Theory]
    [InlineData(double.NaN, 0.005)]
    [InlineData(0.005, double.PositiveInfinity)]
    [InlineData(-170, -80)]
    public void A_point_that_is_nowhere_lies_nowhere(double lon, double lat)
    {
        var point = SomeCity.At(lon, lat);

        Assert.False(City.Contains(point));
        Assert.Null(City.BuildingNear(point, 100));
        Assert.Equal(new Located(null, null, null, null), City.Locate(point));
    }

    [Fact]
    public void An_empty_point_and_an_empty_city_are_no_trouble()
    {
        Assert.Equal(new Located(null, null, null, null), City.Locate(Point.Empty));
        Assert.False(CitySnapshot.Empty.Contains(SomeCity.At(0, 0)));
        Assert.Null(CitySnapshot.Empty.CityCentre);
        Assert.Empty(CitySnapshot.Empty.SelfAndBelow(Some.Id(1)));
        Assert.Null(CitySnapshot.Empty.BuildingNear(SomeCity.At(0, 0), 100));
    }

    [Fact]
    public void Below_is_a_strict_order_and_self_and_below_is_closed_under_it()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                Trees().ToArbitrary(),
                units =>
                {
                    var city = new CitySnapshot([], [], [], [], units, []);
                    foreach (var one in units)
                    {
                        var below = city.SelfAndBelow(one.UnitId).ToHashSet();
                        Assert.Equal(Climbing(units, one.UnitId), below);
                        Assert.False(city.IsBelow(one.UnitId, one.UnitId));
                        foreach (var other in units)
                        {
                            Assert.Equal(
                                one != other && below.Contains(other.UnitId),
                                city.IsBelow(other.UnitId, one.UnitId)
                            );
                        }
                    }
                }
            )
        );
    }

    [Fact]
    public void A_cycle_of_units_is_no_city()
    {
        var office = City.Unit(SomeCity.Office)!;
        Unit[] cycle =
        [
            office with
            {
                ParentId = SomeCity.Committee,
            },
            City.Unit(SomeCity.Committee)!,
        ];

        Assert.Throws<ArgumentException>(() => new CitySnapshot([], [], [], [], cycle, []));
    }

    [Fact]
    public void Units_for_a_region_come_nearest_level_first()
    {
        Assert.Equal(
            [SomeCity.Water],
            City.UnitsFor(UnitKind.Utility, SomeCity.LowerCommunity).Select(unit => unit.UnitId)
        );
        Assert.Equal(
            [SomeCity.HealthCommission],
            City.UnitsFor(UnitKind.Department, SomeCity.PlainStreet).Select(unit => unit.UnitId)
        );
        Assert.Empty(City.UnitsFor(UnitKind.Department, SomeCity.EastStreet));
        Assert.Equal(SomeCity.Office, City.StreetOffice(SomeCity.DetailedStreet)!.UnitId);
        Assert.Null(City.StreetOffice(SomeCity.EastStreet));
        Assert.Equal(
            SomeCity.EastGovernment,
            City.DistrictGovernment(SomeCity.EastDistrict)!.UnitId
        );
    }

    [Fact]
    public void The_building_near_a_point_is_the_nearest_within_the_distance_in_metres()
    {
        var tenMetresEast = 10 / 111_320.0;
        var beside = SomeCity.At(0.24 * SomeCity.Side + tenMetresEast, 0.61 * SomeCity.Side);

        Assert.Equal("试湾家园1号楼", City.BuildingNear(beside, 11)!.Name);
        Assert.Null(City.BuildingNear(beside, 9));
    }

    private static Region? First(RegionLevel level, Point point) =>
        City
            .Regions.Where(region => region.Level == level && region.Boundary.Covers(point))
            .MinBy(region => region.Code, StringComparer.Ordinal);

    private static HashSet<Guid> Climbing(Unit[] units, Guid top) =>
        [
            .. units
                .Where(unit =>
                {
                    var above = unit;
                    while (above is not null && above.UnitId != top)
                    {
                        above = units.FirstOrDefault(other => other.UnitId == above.ParentId);
                    }

                    return above is not null;
                })
                .Select(unit => unit.UnitId),
        ];

    /// <summary>Points in and around the city, half of them on the lines of a fine lattice, so that borders and corners are hit.</summary>
    private static Gen<Point> Positions() =>
        Gen.OneOf(
            from x in Gen.Choose(-4, 36)
            from y in Gen.Choose(-4, 20)
            select SomeCity.At(x * SomeCity.Side / 8, y * SomeCity.Side / 8),
            from x in Gen.Choose(-1000, 9000)
            from y in Gen.Choose(-1000, 5000)
            select SomeCity.At(x * SomeCity.Side / 2000, y * SomeCity.Side / 2000)
        );

    private static Gen<Unit[]> Trees() =>
        from parents in Gen.Sized(size =>
            Gen.CollectToArray(Enumerable.Range(0, 1 + size % 30), n => Gen.Choose(-1, n - 1))
        )
        select parents
            .Select(
                (parent, n) =>
                    new Unit(
                        Some.Id(n + 1),
                        "U" + n,
                        "单位" + n,
                        "单位" + n,
                        UnitKind.Section,
                        parent < 0 ? null : Some.Id(parent + 1),
                        null,
                        new WorkingHours(new(9, 0), new(18, 0), false),
                        []
                    )
            )
            .Reverse()
            .ToArray();
}
