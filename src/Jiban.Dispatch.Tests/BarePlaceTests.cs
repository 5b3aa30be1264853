using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Testing;

namespace Jiban.Dispatch.Tests;

/// <summary>A place told by its kind alone, beside a pin: "学校西门", "医院门口".</summary>
public sealed class BarePlaceTests
{
    // A side of a community is some 1,100 m: 0.1 are 111 m.
    private static readonly CitySnapshot City = DispatchCity.With(
        Spot(711, PlaceKind.School, "试桥小学", 1.5, 0.5),
        Spot(712, PlaceKind.School, "试桥中学", 1.7, 0.5),
        Spot(713, PlaceKind.School, "试桥幼儿园", 1.5, 0.45),
        Spot(714, PlaceKind.Estate, "桥头花园(二期)", 1.3, 0.5),
        Spot(715, PlaceKind.Landmark, "试城人民医院", 1.1, 0.5),
        Spot(716, PlaceKind.Landmark, "滨河公园", 1.1, 0.8),
        Spot(717, PlaceKind.Landmark, "地铁１号线望江站", 1.5, 0.8),
        Spot(718, PlaceKind.School, "渡口小学", 3.4, 0.5),
        Spot(719, PlaceKind.School, "渡口第二小学", 3.5, 0.5)
    );

    [Theory]
    [InlineData("学校西门堵车，接孩子的车停满了路", 1.5, 0.52, "试桥小学")]
    [InlineData("小学门口堵车", 1.62, 0.5, "试桥小学")]
    [InlineData("中学门口堵车", 1.6, 0.5, "试桥中学")]
    [InlineData("我们小区东门的路灯不亮", 1.32, 0.5, "桥头花园（二期）")]
    [InlineData("医院门口堵车", 1.12, 0.5, "试城人民医院")]
    [InlineData("公园南侧垃圾成堆", 1.1, 0.75, "滨河公园")]
    [InlineData("地铁站A口共享单车乱停", 1.52, 0.8, "地铁1号线望江站")]
    [InlineData("地铁Ｂ出口共享单车乱停", 1.52, 0.8, "地铁1号线望江站")]
    public void The_nearest_of_the_kind_is_taken_and_how_sure_that_is_told(
        string text,
        double x,
        double y,
        string name
    )
    {
        var explained = Explain(text, (x, y));

        Assert.Equal(name, explained.Decision.Place?.Name);
        Assert.Equal("pin", explained.Decision.Place?.Source);
        var told = Assert.Single(explained.Decision.Reasons, r => r.Code == "place-nearest");
        Assert.Contains(name, told.Zh, StringComparison.Ordinal);
        Assert.Contains(name, told.En, StringComparison.Ordinal);
        Assert.InRange(explained.Places[0].Weight, 0.4, 0.9);
        Assert.Equal(1, explained.Places.Sum(place => place.Weight), 6);
        Assert.Equal(x * 0.01, explained.Decision.Place!.Location!.X, 9);
    }

    [Fact]
    public void The_farther_it_is_the_less_sure()
    {
        double Sure(double x) => Explain("医院门口堵车", (x, 0.5)).Places[0].Weight;

        Assert.True(Sure(1.12) > Sure(1.2));
        Assert.True(Sure(1.2) > Sure(1.3));
    }

    [Fact]
    public void Two_that_are_about_as_near_are_both_told_and_neither_is_taken()
    {
        var explained = Explain("小学门口堵车", (3.45, 0.5));

        Assert.Null(explained.Decision.Place?.Name);
        var told = Assert.Single(explained.Decision.Reasons, r => r.Code == "place-nearest-open");
        Assert.Contains("渡口小学", told.Zh, StringComparison.Ordinal);
        Assert.Contains("渡口第二小学", told.Zh, StringComparison.Ordinal);
        Assert.Equal(
            ["渡口小学", "渡口第二小学"],
            explained
                .Places.Select(place => place.Place.Name)
                .OfType<string>()
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    // None of the kind within 300 m, only spoken of, another one than that of the pin, a name that the gazetteer does not know.
    [InlineData("学校西门堵车", 0.9, 0.1)]
    [InlineData("学校乱收费", 1.5, 0.52)]
    [InlineData("对面的小区门口堆着垃圾", 1.32, 0.5)]
    [InlineData("万家小区门口堆着垃圾", 1.32, 0.5)]
    [InlineData("第三小学门口堵车", 1.5, 0.52)]
    public void Otherwise_the_pin_has_no_name(string text, double x, double y)
    {
        var decision = Explain(text, (x, y)).Decision;

        Assert.Null(decision.Place?.Name);
        Assert.DoesNotContain(
            decision.Codes(),
            code => code.StartsWith("place-nearest", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_unit_is_that_of_the_pin_alone()
    {
        var named = Explain("学校西门的路灯不亮", (1.5, 0.52)).Decision;
        var bare = Explain("这里的路灯不亮", (1.5, 0.52)).Decision;

        Assert.Equal(bare.UnitId, named.UnitId);
        Assert.NotNull(named.UnitId);
    }

    [Fact]
    public void A_named_place_goes_before_one_told_by_its_kind()
    {
        Assert.Equal(
            "试桥中学",
            Explain("试桥中学西门堵车，小区门口也堵", (1.68, 0.5)).Decision.Place?.Name
        );
    }

    [Theory]
    [InlineData("桥头花园（二期）路灯不亮")]
    [InlineData("桥头花园(二期)路灯不亮")]
    [InlineData("桥头花园二期路灯不亮")]
    [InlineData("桥头花园（ 二期 ）路灯不亮")]
    public void A_name_of_the_file_is_found_however_it_is_typed_and_shown_in_chinese_typography(
        string text
    ) => Assert.Equal("桥头花园（二期）", Explain(text, null).Decision.Place?.Name);

    private static Toponym Spot(int id, PlaceKind kind, string name, double x, double y) =>
        new(Some.Id(id), $"S{id}", kind, name, [], DispatchCity.At(x, y));

    private static Explanation Explain(string text, (double X, double Y)? pin) =>
        ExplainUnit.Explain(
            Say.Message(text, pin: pin is { } at ? DispatchCity.At(at.X, at.Y) : null),
            CityIndex.Of(City),
            Say.Snapshot
        );
}
