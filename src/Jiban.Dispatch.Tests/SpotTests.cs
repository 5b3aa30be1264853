using Jiban.Dispatch.Contracts;
using Distance = Jiban.City.Contracts.Distance;

namespace Jiban.Dispatch.Tests;

/// <summary>Places that do not stand in the gazetteer as they are said: a name with a wrong character, a crossing, a gate, a side.</summary>
public sealed class SpotTests
{
    [Theory]
    [InlineData("试弯家园1号楼电梯坏了", "试湾家园1号楼")]
    [InlineData("市湾家园2栋电梯坏了", "试湾家园2号楼")]
    [InlineData("试湾家圆的电梯坏了", "试湾家园")]
    [InlineData("試灣家圓的電梯壞了", "试湾家园")]
    [InlineData("南摊社区门口垃圾成堆", "南滩社区")]
    [InlineData("禾乡苑门口垃圾成堆", "禾香苑")]
    public void A_name_with_one_wrong_character_is_understood_less_surely_and_said_so(
        string text,
        string name
    )
    {
        // The class is given: how sure it is would change with the words, and here the place alone is asked.
        var wrong = Say.Decide(Say.Message(text, classCode: "0301"));
        var right = Say.Decide(Say.Message(name + text[name.Length..], classCode: "0301"));

        Assert.Equal(name, wrong.Place?.Name);
        Assert.True(wrong.Confidence < right.Confidence);
        Assert.Contains(
            wrong.Reasons,
            reason =>
                reason.Code == "place-mistyped"
                && reason.Zh.Contains(name, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("place-mistyped", right.Codes());
    }

    [Theory]
    [InlineData("市弯家园的电梯坏了", "试湾家园")]
    [InlineData("试弯加园1号楼电梯坏了", "试湾家园1号楼")]
    [InlineData("市湾小雪门口堵车", "试湾小学")]
    public void A_name_with_two_characters_written_as_they_sound_is_understood_less_surely_still(
        string text,
        string name
    )
    {
        var twice = Say.Decide(Say.Message(text));
        var once = Say.Decide(Say.Message("试弯" + name[2..] + text[name.Length..]));

        Assert.Equal(name, twice.Place?.Name);
        Assert.True(twice.Confidence < once.Confidence);
        Assert.Contains(
            twice.Reasons,
            reason => reason.Zh.Contains("两字不同", StringComparison.Ordinal)
        );
    }

    [Theory]
    // Three wrong characters, two of a name of three, the word behind a short name, a name that is another by one sound and stands there itself.
    [InlineData("市弯加园的电梯坏了")]
    [InlineData("和乡苑门口垃圾成堆")]
    [InlineData("试湾录上没有灯")]
    [InlineData("湾路上没有灯")]
    [InlineData("是晚，家远，没有灯")]
    public void What_is_farther_from_a_name_is_none(string text) =>
        Assert.DoesNotContain("place-mistyped", Say.Decide(Say.Message(text)).Codes());

    [Fact]
    public void A_wrong_name_beside_a_right_one_or_far_from_the_pin_says_nothing()
    {
        Assert.Equal(
            "试湾小学",
            Say.Decide(Say.Message("试湾小学门口路灯不亮，在禾乡苑对面")).Place?.Name
        );
        var pinned = Say.Decide(Say.Message("禾乡苑路灯不亮", pin: DispatchCity.At(0.3, 0.5)));
        Assert.Contains("place-pin", pinned.Codes());
        Assert.DoesNotContain("place-conflict", pinned.Codes());
    }

    [Theory]
    [InlineData("试湾路与滩头街交叉口的红绿灯坏了", 0.4, 0.5)]
    [InlineData("滩头街和试湾路路口的红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路滩头街口的红绿灯坏了", 0.4, 0.5)]
    [InlineData("試灣路與觀潮巷交匯處的紅綠燈壞了", 0.7, 0.505)]
    [InlineData("试湾路与滩头街交叉处的红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路滩头街交叉点的红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路和滩头街交会的地方红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路与滩头街十字那里红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路（滩头街口）的红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路近滩头街路口的红绿灯坏了", 0.4, 0.5)]
    // One road written wrong.
    [InlineData("试弯路与滩头街交叉口的红绿灯坏了", 0.4, 0.5)]
    [InlineData("试湾路与摊头街交叉口的红绿灯坏了", 0.4, 0.5)]
    public void A_crossing_lies_where_the_two_roads_meet(string text, double x, double y)
    {
        var decision = Say.Decide(Say.Message(text));

        Assert.Contains("place-crossing", decision.Codes());
        Assert.EndsWith("交叉口", decision.Place!.Name, StringComparison.Ordinal);
        Assert.InRange(MetresFrom(decision.Place, x, y), 0, 10);
        Assert.Equal("990101001001001", x < 0.5 ? decision.Place.GridCode : "990101001001001");
    }

    [Theory]
    [InlineData("试湾路和滩头街的路灯都不亮")]
    [InlineData("滩头街与观潮巷路口的红绿灯坏了")]
    [InlineData("试湾路口腔诊所收费高")]
    [InlineData("试湾路滩头街十字绣店太吵")]
    [InlineData("试弯路和滩头街的路灯都不亮")]
    public void Two_roads_that_are_only_listed_or_never_meet_are_no_crossing(string text) =>
        Assert.DoesNotContain("place-crossing", Say.Decide(Say.Message(text)).Codes());

    [Fact]
    public void A_crossing_with_a_road_written_wrong_is_less_sure()
    {
        double Sure(string text) => Say.Decide(Say.Message(text, classCode: "0407")).Confidence;

        Assert.True(Sure("试弯路与滩头街交叉口") < Sure("试湾路与滩头街交叉口"));
    }

    [Theory]
    [InlineData("试湾家园二期1号楼停水")]
    [InlineData("试湾家园小区99号楼停水")]
    public void A_house_that_the_gazetteer_does_not_know_is_the_estate(string text) =>
        Assert.Equal("试湾家园", Say.Decide(Say.Message(text)).Place?.Name);

    [Theory]
    [InlineData("试湾小学西门堵车", "试湾小学", 0.25, 1.6)]
    [InlineData("试湾小学的东南角堆着垃圾", "试湾小学", 0.35, 1.55)]
    [InlineData("试湾家园1号楼北侧路灯不亮", "试湾家园1号楼", 0.22, 0.62)]
    [InlineData("试湾家园东门口路灯不亮", "试湾家园", 0.34, 0.61)]
    [InlineData("试湾家园东2号门路灯不亮", "试湾家园", 0.34, 0.61)]
    [InlineData("试湾小学西正门堵车", "试湾小学", 0.25, 1.6)]
    // Words between the estate and the house.
    [InlineData("试湾家园小区1号楼北侧路灯不亮", "试湾家园1号楼", 0.22, 0.62)]
    [InlineData("试湾家园小区里的一栋北侧路灯不亮", "试湾家园1号楼", 0.22, 0.62)]
    [InlineData("试湾家园一期1号楼北侧路灯不亮", "试湾家园1号楼", 0.22, 0.62)]
    public void A_gate_or_side_lies_at_that_edge_and_keeps_the_name_of_the_place(
        string text,
        string name,
        double x,
        double y
    )
    {
        var decision = Say.Decide(Say.Message(text));

        Assert.Equal(name, decision.Place!.Name);
        Assert.Contains("place-side", decision.Codes());
        Assert.InRange(MetresFrom(decision.Place, x, y), 0, 2);
    }

    [Theory]
    [InlineData("试湾小学北门街施工")]
    [InlineData("试湾小学东面积水严重")]
    [InlineData("试湾小学门口堵车")]
    public void Other_words_behind_a_name_are_no_side(string text)
    {
        var decision = Say.Decide(Say.Message(text));

        Assert.DoesNotContain("place-side", decision.Codes());
        Assert.InRange(MetresFrom(decision.Place!, 0.3, 1.6), 0, 1);
    }

    private static double MetresFrom(FoundPlace place, double x, double y) =>
        Distance.Between(place.Location!.Coordinate, DispatchCity.At(x, y).Coordinate);
}
