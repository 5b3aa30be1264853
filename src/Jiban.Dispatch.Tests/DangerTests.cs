using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>Danger to life: told at once, dispatched as an emergency, and not cried where none is.</summary>
public sealed class DangerTests
{
    [Theory]
    [InlineData("我家着火了快来人", "119")]
    [InlineData("我不会处理，家里着火了", "119")]
    [InlineData("贸易公司着火了", "119")]
    [InlineData("厨房里闻到煤气味，很重，头晕", "119")]
    [InlineData("邻居家煤气味很重，敲门没人应", "119")]
    [InlineData("电梯里有人被困住出不来", "119")]
    [InlineData("孩子掉进井里了", "119")]
    [InlineData("河里有人落水", "119")]
    [InlineData("我妈晕倒了没有呼吸", "120")]
    [InlineData("我爸喝了农药", "120")]
    [InlineData("老人摔倒在地起不来，家里没人", "120")]
    [InlineData("有人要跳楼", "110")]
    [InlineData("有人持刀砍人", "110")]
    [InlineData("不想活了", "110")]
    [InlineData("小孩丢了，在商场", "110")]
    [InlineData("Ｎ号楼　着 火 了", "119")]
    [InlineData("我家著火了快來人", "119")]
    [InlineData("廚房裡聞到煤氣味，很重，頭暈", "119")]
    [InlineData("電梯裡有人被困住出不來", "119")]
    [InlineData("我媽暈倒了沒有呼吸", "120")]
    [InlineData("有人要跳樓", "110")]
    [InlineData("3号楼电梯困人故障，快来", "119")]
    [InlineData("有人被困电梯故障", "119")]
    [InlineData("煤气中毒事故，快来人", "119")]
    // Two words for an event: that it is one does not make it a story.
    [InlineData("3号楼电梯困人故障事故，快来", "119")]
    [InlineData("着火了可能是电线", "119")]
    [InlineData("里面有没有人被困不知道，门打不开", "119")]
    [InlineData("这是不是着火了，都是烟", "119")]
    [InlineData("电梯停了，没有人管，有人被困", "119")]
    public void Danger_is_told_with_the_number_to_call_and_dispatched_at_once(
        string text,
        string number
    )
    {
        var decision = Say.Decide(Say.Message(text, place: "试湾家园"));

        Assert.True(decision.DangerToLife);
        Assert.Equal(Urgency.Emergency, decision.Urgency);
        Assert.NotNull(decision.UnitId);
        Assert.Contains(
            decision.Reasons,
            reason =>
                reason.Code == "danger" && reason.Zh.Contains(number, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Danger_without_a_place_is_given_to_the_city_centre_and_never_waits()
    {
        var decision = Say.Decide(Say.Message("有人要跳楼"));

        Assert.Equal(DispatchCity.Centre, decision.UnitId);
        Assert.Contains("danger-first", decision.Codes());
    }

    public static TheoryData<string> Channels =>
        [.. ShippedChannels.Select(channel => channel.Code)];

    private static IEnumerable<Channel> ShippedChannels => Say.Snapshot.Channels;

    [Theory]
    [MemberData(nameof(Channels))]
    public void Danger_is_dispatched_at_once_on_every_channel_whatever_a_filing_asks_for(
        string channel
    )
    {
        // Neither picture nor position nor a sure class.
        foreach (var place in new[] { null, "试湾家园" })
        {
            var decision = Say.Decide(Say.Message("有人落水", place: place, channel: channel));

            Assert.True(decision.DangerToLife);
            Assert.Equal(Urgency.Emergency, decision.Urgency);
            Assert.NotNull(decision.UnitId);
            Assert.NotNull(decision.Mode);
            Assert.DoesNotContain("filing-missing", decision.Codes());
        }
    }

    [Fact]
    public void A_unit_that_the_citizen_picked_is_given_a_danger_at_once_too()
    {
        var decision = Say.Decide(
            Say.Message("有人落水", channel: "patrol", choice: DispatchCity.SouthCommittee)
        );

        Assert.Equal(DispatchCity.SouthCommittee, decision.UnitId);
        Assert.Equal(Urgency.Emergency, decision.Urgency);
    }

    [Theory]
    [InlineData("楼道堆满杂物，万一着火了怎么办")]
    [InlineData("担心电动车充电着火")]
    [InlineData("去年小区着火过一次，消防栓还是没水")]
    [InlineData("怎么预防煤气中毒")]
    [InlineData("这是我爸的救命钱，公司不退")]
    [InlineData("晚上看着火车开过去，鸣笛很吵")]
    [InlineData("请问触电事故怎么认定工伤")]
    [InlineData("屋顶落水管坏了")]
    [InlineData("能不能减轻生产企业负担")]
    [InlineData("感谢社区，我家漏气及时修好了")]
    [InlineData("餐馆油烟很大，冒烟")]
    [InlineData("擔心電動車充電著火")]
    [InlineData("电梯停了，没有人被困")]
    [InlineData("电梯停了，没人被困在里面")]
    [InlineData("楼道冒了点烟，没有着火")]
    [InlineData("这不是煤气泄漏，是下水道的臭味")]
    [InlineData("电梯困人事故频频发生，请更换")]
    [InlineData("电梯困人故障多发")]
    [InlineData("坠楼事件的处理结果什么时候公布")]
    [InlineData("感謝社區，我家漏氣及時修好了")]
    public void Fear_the_past_and_other_words_are_no_danger(string text)
    {
        Assert.False(Say.Decide(Say.Message(text, place: "试湾家园")).DangerToLife);
    }

    [Theory]
    [InlineData("路边井盖没了，晚上很危险")]
    [InlineData("绿化带地面塌陷，有一米深的坑")]
    [InlineData("大树倒了压在车上")]
    [InlineData("配电箱冒烟，旁边住户不敢靠近")]
    public void Danger_to_property_is_an_emergency_without_the_call(string text)
    {
        var decision = Say.Decide(Say.Message(text, place: "试湾家园"));

        Assert.Equal(Urgency.Emergency, decision.Urgency);
        Assert.False(decision.DangerToLife);
    }

    [Fact]
    public void A_story_told_at_length_is_no_cry_for_help()
    {
        var story =
            string.Concat(Enumerable.Repeat("我们小区的消防设施一直没有人维护，", 20))
            + "三号楼着火了都没有水。";

        var decision = Say.Decide(Say.Message(story, place: "试湾家园"));

        Assert.False(decision.DangerToLife);
    }
}
