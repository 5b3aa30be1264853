using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Testing;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Dispatch.Tests;

/// <summary>What a customer's gazetteer adds is read like the names of the city's own map: bridges, stops, more roads, aliases, old names.</summary>
public sealed class ToponymTests
{
    private static readonly CitySnapshot City = DispatchCity.With(
        new(
            Some.Id(701),
            "Q1",
            PlaceKind.Bridge,
            "试河桥",
            [new("状元大桥", NameUse.Alias, null, null)],
            DispatchCity.Line((0.6, 0.95), (0.6, 1.05))
        ),
        new(Some.Id(702), "Z1", PlaceKind.BusStop, "潮音寺", [], DispatchCity.At(1.5, 0.5)),
        new(
            Some.Id(703),
            "D1",
            PlaceKind.Road,
            "试湾路",
            [new("运盐路", NameUse.Old, null, new DateOnly(2009, 12, 31))],
            null
        ),
        new(
            Some.Id(704),
            "X1",
            PlaceKind.Estate,
            "试湾家园",
            [new("老纱厂宿舍", NameUse.Alias, null, null)],
            null
        ),
        new(
            Some.Id(705),
            "D2",
            PlaceKind.Road,
            "听松街",
            [],
            DispatchCity.Line((0.2, 0.2), (0.2, 0.9))
        )
    );

    [Theory]
    [InlineData("试河桥下积水很深", "试河桥", 0.6, 1)]
    [InlineData("状元大桥的桥头路灯不亮", "试河桥", 0.6, 1)]
    [InlineData("试河桥北头堆着垃圾", "试河桥", 0.6, 1.05)]
    [InlineData("潮音寺站的候车亭坏了", "潮音寺", 1.5, 0.5)]
    [InlineData("潮音寺公交站垃圾成堆", "潮音寺", 1.5, 0.5)]
    [InlineData("老纱厂宿舍1号楼的电梯坏了", "试湾家园", 0.27, 0.61)]
    [InlineData("听松街与试湾路交叉口的红绿灯坏了", "听松街与试湾路交叉口", 0.2, 0.5)]
    public void A_bridge_a_stop_an_alias_and_a_road_of_the_file_lie_where_it_says(
        string text,
        string name,
        double x,
        double y
    )
    {
        var place = Decide(text).Place;

        Assert.Equal(name, place?.Name);
        Assert.Equal("named", place?.Source);
        Assert.InRange(
            Distance.Between(place!.Location!.Coordinate, DispatchCity.At(x, y).Coordinate),
            0,
            25
        );
    }

    [Fact]
    public void An_old_name_is_the_place_of_today_and_its_last_day_is_told()
    {
        var decision = Decide("运盐路上的井盖坏了");

        Assert.Equal("试湾路", decision.Place?.Name);
        Assert.Equal(DispatchCity.Bay, decision.Place?.StreetId);
        var told = Assert.Single(decision.Reasons, reason => reason.Code == "place-old-name");
        Assert.Equal("“运盐路”是旧名（用到2009年12月31日），现名“试湾路”。", told.Zh);
        Assert.DoesNotContain("place-old-name", Decide("试湾路上的井盖坏了").Codes());
    }

    [Theory]
    [InlineData("试合桥下积水很深", "试河桥")]
    [InlineData("潮因寺站的候车亭坏了", "潮音寺")]
    [InlineData("运严路上的井盖坏了", "试湾路")]
    public void One_with_a_wrong_character_is_understood_less_surely_and_said_so(
        string text,
        string name
    )
    {
        var decision = Decide(text);

        Assert.Equal(name, decision.Place?.Name);
        Assert.Contains("place-mistyped", decision.Codes());
    }

    [Fact]
    public void A_stop_is_no_place_without_a_word_for_stop_behind_its_name() =>
        Assert.Null(Decide("潮音寺的香火很旺，垃圾也多").Place);

    [Fact]
    public void A_bridge_far_from_the_pin_contradicts_it_and_one_beside_it_agrees()
    {
        Assert.Contains("place-conflict", Decide("试河桥下积水", (0.6, 0.2)).Codes());
        Assert.DoesNotContain("place-conflict", Decide("试河桥下积水", (0.6, 0.93)).Codes());
    }

    private static Decision Decide(string text, (double X, double Y)? pin = null) =>
        DecideUnit.Decide(
            Say.Message(text, pin: pin is { } at ? DispatchCity.At(at.X, at.Y) : null),
            CityIndex.Of(City),
            Say.Snapshot
        );
}
