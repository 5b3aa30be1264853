using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Deciding;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

/// <summary>Several demands in one message: told with class and unit each, and only told.</summary>
public sealed class DemandTests
{
    private static IReadOnlyList<Demand> Demands(string text, string? place = null) =>
        SplitDemands.Of(
            Say.Message(text, place: place),
            CityIndex.Of(DispatchCity.Snapshot),
            Say.Snapshot
        );

    [Theory]
    [InlineData(
        "试湾家园门口的路灯坏了三天，晚上一片漆黑。另外小区垃圾桶满了好几天没人清运，味道很大。",
        "路灯",
        "垃圾"
    )]
    [InlineData("家里突然停水，一点通知都没有。工地半夜还在施工，吵得睡不着觉。", "停水", "施工")]
    [InlineData(
        "試灣家園門口的路燈壞了三天，晚上一片漆黑。還有小區垃圾桶滿了好幾天沒人清運，味道很大。",
        "路燈",
        "垃圾"
    )]
    public void Two_matters_of_one_message_are_told_with_their_words(
        string text,
        string first,
        string second
    )
    {
        var demands = Demands(text);

        Assert.Equal(2, demands.Count);
        Assert.Contains(first, demands[0].Text, StringComparison.Ordinal);
        Assert.Contains(second, demands[1].Text, StringComparison.Ordinal);
        Assert.NotEqual(demands[0].ClassCode, demands[1].ClassCode);
    }

    [Fact]
    public void A_part_that_names_no_place_has_that_of_the_message()
    {
        var demands = Demands(
            "试湾家园门口的路灯坏了三天，晚上一片漆黑。另外垃圾桶满了好几天没人清运，味道很大。"
        );

        Assert.All(demands, demand => Assert.NotNull(demand.UnitId));
    }

    [Theory]
    [InlineData(
        "试湾家园门口的路灯坏了三天，晚上一片漆黑，老人孩子走路害怕。希望尽快修好路灯，谢谢。"
    )]
    [InlineData("您好，我是试湾家园的居民。家里停水一天了，没有通知。什么时候能恢复供水？")]
    [InlineData("感谢社区帮我修好了路灯。社区工作人员态度很好，点赞。")]
    [InlineData("路灯。垃圾。停水。")]
    [InlineData("")]
    public void One_matter_is_not_parted(string text) => Assert.Empty(Demands(text));

    [Theory]
    [InlineData(
        "试湾家园门口的路灯坏了，晚上一片漆黑。禾香苑门口的路灯也坏了三天没人修。",
        "试湾家园",
        "禾香苑"
    )]
    [InlineData(
        "试湾小学门口的路灯坏了，晚上一片漆黑，已经三天了。另外试湾家园门口的路灯也不亮，孩子走路害怕。",
        "试湾小学",
        "试湾家园"
    )]
    [InlineData(
        "试湾路上的垃圾桶满了好几天没人清运，味道很大；滩头街的垃圾桶也满了没人清运，到处是苍蝇。",
        "试湾路",
        "滩头街"
    )]
    public void The_same_trouble_in_two_places_is_two_demands(
        string text,
        string first,
        string second
    )
    {
        var demands = Demands(text);

        Assert.Equal(2, demands.Count);
        Assert.Contains(first, demands[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(second, demands[0].Text, StringComparison.Ordinal);
        Assert.Contains(second, demands[1].Text, StringComparison.Ordinal);
        Assert.Equal(demands[0].ClassCode, demands[1].ClassCode);
    }

    [Fact]
    public void Three_places_are_three_demands_and_what_names_no_place_stays_with_the_one_before()
    {
        var demands = Demands(
            "试湾家园门口的路灯坏了，晚上一片漆黑。打过电话没人管。禾香苑门口的路灯也坏了三天没人修。试湾小学门口的路灯也不亮，一片漆黑。请尽快派人来修。"
        );

        Assert.Equal(3, demands.Count);
        Assert.EndsWith("没人管。", demands[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("来修。", demands[2].Text, StringComparison.Ordinal);
    }

    [Theory]
    // The estate and the road before it, a house and its estate, a community and an estate in it.
    [InlineData("试湾家园门口的路灯坏了，晚上一片漆黑。门前试湾路的路灯也不亮，走路害怕。")]
    [InlineData("试湾家园1号楼的路灯坏了，晚上一片漆黑。试湾家园2号楼的路灯也不亮，走路害怕。")]
    [InlineData("南滩社区的路灯坏了，晚上一片漆黑。试湾家园门口的路灯最暗，走路害怕。")]
    // A crossing that is told in two sentences, and a stretch from one road to another.
    [InlineData("试湾路上的路灯坏了，晚上一片漆黑。到滩头街路口的路灯都不亮，走路害怕。")]
    [InlineData("从试湾家园到禾香苑的路灯都坏了，晚上一片漆黑，走路害怕。")]
    // Where somebody lives is no matter.
    [InlineData("我住在禾香苑，上班路过。试湾小学门口的路灯坏了，晚上一片漆黑，走路害怕。")]
    [InlineData("我住在禾香苑小区，上班路过。试湾小学门口的路灯坏了，晚上一片漆黑，走路害怕。")]
    public void One_matter_that_several_places_belong_to_is_not_parted(string text) =>
        Assert.Empty(Demands(text));

    [Fact]
    public void A_class_that_a_person_gave_is_the_only_one() =>
        Assert.Empty(
            SplitDemands.Of(
                Say.Message(
                    "家里突然停水，一点通知都没有。工地半夜还在施工，吵得睡不着觉。",
                    classCode: "0202"
                ),
                CityIndex.Of(DispatchCity.Snapshot),
                Say.Snapshot
            )
        );

    [Fact]
    public void The_parts_of_any_text_are_the_text_in_order_and_five_at_most()
    {
        string[] pieces =
        [
            "家里突然停水，没有通知。",
            "工地半夜还在施工，吵得睡不着。",
            "路灯坏了三天。",
            "垃圾桶满了好几天没人清运。",
            "谢谢！",
            "\n",
            "3.5",
            "，另外",
            "\ud83d",
            "😀",
            "   ",
        ];
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(
                Gen.Elements(pieces).ListOf().ToArbitrary(),
                words =>
                {
                    var text = string.Concat(words);
                    var parts = ReadDemands.Parts(text, Say.Snapshot);
                    return parts.Count is >= 1 and <= 5
                        && string.Concat(parts.Select(part => text[part])) == text;
                }
            )
        );
    }
}
