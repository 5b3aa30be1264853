using Jiban.City.Contracts;
using NetTopologySuite.Geometries;

namespace Jiban.City.Tests;

/// <summary>From a point back to words, codes and the cell.</summary>
public sealed class DescribePointTests
{
    private static readonly CitySnapshot City = SomeCity.Plan().ToSnapshot();
    private static readonly Building House = City.Buildings[0];

    [Fact]
    public void A_point_on_a_building_is_told_by_its_regions_and_its_name()
    {
        var at = House.Footprint.InteriorPoint;
        var where = City.Locate(at);

        var told = DescribePoint.Describe(City, at, english: false);

        Assert.Equal(
            where.District!.Name + where.Street!.Name + where.Community!.Name + House.Name,
            told.Words
        );
        Assert.Equal(
            (where.District.Code, where.Street.Code, where.Community.Code, where.GridCode),
            (told.District!.Code, told.Street!.Code, told.Community!.Code, told.Grid)
        );
        Assert.Equal(new DescribePoint.NearPart(House.Name, 0), told.Building);
    }

    [Fact]
    public void Beside_a_road_the_road_is_told_and_far_from_all_the_regions_alone()
    {
        var road = City.Roads[0];
        var onRoad = new Point(
            road.Line.Coordinates.MaxBy(corner =>
                corner.Distance(House.Footprint.Centroid.Coordinate)
            )
        );
        var inEast = City
            .Regions.First(region => region.RegionId == SomeCity.EastStreet)
            .Boundary.InteriorPoint;

        Assert.EndsWith(
            road.Name + "路段",
            DescribePoint.Describe(City, onRoad, english: false).Words,
            StringComparison.Ordinal
        );
        var alone = DescribePoint.Describe(City, inEast, english: false);
        Assert.Equal((null, null), (alone.Building, alone.Road));
        Assert.EndsWith(alone.Street!.Name, alone.Words, StringComparison.Ordinal);
    }
}
