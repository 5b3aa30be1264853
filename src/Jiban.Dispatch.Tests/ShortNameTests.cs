using Jiban.City.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Testing;
using NetTopologySuite.Geometries;

namespace Jiban.Dispatch.Tests;

/// <summary>Streets and estates whose name has two characters.</summary>
public sealed class ShortNameTests
{
    private static readonly CityIndex Index = CityIndex.Of(
        new CitySnapshot(
            [],
            [],
            [
                Named(1, PlaceKind.Estate, "锦园"),
                Named(2, PlaceKind.Road, "东风"),
                Named(3, PlaceKind.Estate, "阳光"),
            ],
            [],
            [],
            []
        )
    );

    [Theory]
    [InlineData("锦园小区3号楼漏水", "锦园")]
    [InlineData("我家住锦园，楼上漏水", "锦园")]
    [InlineData("我在錦園租的房子，楼上漏水", "锦园")]
    [InlineData("锦园2栋电梯坏了", "锦园")]
    [InlineData("锦园北门堵车", "锦园")]
    [InlineData("锦园业主反映停水", "锦园")]
    [InlineData("锦园", "锦园")]
    [InlineData("东风路路灯不亮", "东风")]
    [InlineData("地址：东风，路灯不亮", "东风")]
    public void One_is_found_where_the_words_around_it_name_a_place(string text, string name) =>
        Assert.Equal(
            name,
            Assert.Single(Assert.Single(Index.PlacesIn(CityIndex.Form(text))).Value).Name
        );

    [Theory]
    [InlineData("这家店叫锦园林公司，发票不开")]
    [InlineData("希望你们借东风把事情办好")]
    [InlineData("孩子不能在阳光下运动，操场没有树")]
    [InlineData("政务公开要阳光透明")]
    [InlineData("东风汽车修了三次")]
    public void It_is_no_place_inside_other_words(string text) =>
        Assert.Empty(Index.PlacesIn(CityIndex.Form(text)));

    private static Place Named(int n, PlaceKind kind, string name) =>
        new(Some.Id(n), kind, name, null, null, new Point(0, 0));
}
