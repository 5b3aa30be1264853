using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Tests;

/// <summary>How a writer feels, who is complained about, what is wished: read for the handler, and nothing follows from it.</summary>
public sealed class VoiceTests
{
    private static string Felt(string text) =>
        string.Join(
            ' ',
            Voice
                .Of(text)
                .Feelings.Select(heard =>
                    $"{heard.Feeling}:{string.Join('/', heard.Words.Select(one => one.Words))}"
                )
        );

    [Theory]
    [InlineData("天天半夜施工，实在忍无可忍，孩子睡不着", "Anger:忍无可忍 Distress:睡不着")]
    [InlineData("我们每天提心吊胆，求求你们派人来看看", "Worry:提心吊胆 Pleading:求求")]
    [InlineData("打了五次电话都石沉大海，很失望", "Disappointment:石沉大海/失望")]
    [InlineData("民警帮我找回了孩子，万分感谢", "Gratitude:万分感谢")]
    [InlineData("實在太過分了", "Anger:太過分")]
    [InlineData(
        "This is outrageous, we are worried about the children.",
        "Anger:outrageous Worry:worried"
    )]
    // A polite close, a feeling that is not there, and one of somebody else.
    [InlineData("路灯不亮，请尽快修，谢谢", "")]
    [InlineData("妥为处理，将感激不尽", "")]
    [InlineData("请大家不要着急", "")]
    [InlineData("并不担心费用", "")]
    [InlineData("店家很生气，把我赶了出来", "")]
    [InlineData("", "")]
    public void Feelings_are_told_with_the_words_that_say_them(string text, string felt) =>
        Assert.Equal(felt, Felt(text));

    [Theory]
    [InlineData("投诉绿城物业公司乱收停车费", "绿城物业公司:乱收停车费")]
    [InlineData("小区的物业不作为，垃圾没人清理", "物业:不作为")]
    [InlineData("楼上邻居每天半夜扰民", "楼上邻居:扰民")]
    [InlineData("开发商拖欠工资，找劳动局也没用", "开发商:拖欠工资")]
    [InlineData("我要举报楼下烧烤店", "楼下烧烤店")]
    [InlineData("房東拒絕退押金", "房東:拒絕退押金")]
    // A place, the writer's own firm, what is not done, and nobody at all.
    [InlineData("学校门口乱停车", "")]
    [InlineData("我们公司被人拖欠货款", "")]
    [InlineData("物业没有推诿，很快就修好了", "")]
    [InlineData("业委会要求移交资料被拒绝", "")]
    [InlineData("考务员说我怎么点外卖，拒绝上交手机", "")]
    [InlineData("路灯不亮", "")]
    public void Who_is_complained_about_is_told_with_what_is_said_of_him(
        string text,
        string expected
    ) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                Voice
                    .Of(text)
                    .Against.Select(heard =>
                        heard.Name.Words + (heard.Deed is { } deed ? ":" + deed.Words : "")
                    )
            )
        );

    [Theory]
    [InlineData("路灯坏了三天。希望尽快派人来修。谢谢", "希望尽快派人来修")]
    [InlineData("楼道堆满杂物，请社区清理一下，建议装个监控！", "请社区清理一下，建议装个监控")]
    [InlineData("物业不管。要求退还押金；能不能给个答复？", "要求退还押金|能不能给个答复")]
    [InlineData("請問居住證怎麼辦理？", "請問居住證怎麼辦理")]
    [InlineData("望有关部门尽快处理", "望有关部门尽快处理")]
    [InlineData("频繁拉客。望有关部门调解此事。", "望有关部门调解此事")]
    [InlineData(
        "The lamp is broken. Please send somebody to fix it.",
        "Please send somebody to fix it"
    )]
    // What others ask, an application, a hope that is gone, trouble: no wish.
    [InlineData("物业要求我们交三年的费用", "")]
    [InlineData("我已经申请过两次", "")]
    [InlineData("已经没有希望了", "")]
    [InlineData("办个证太麻烦了", "")]
    public void What_is_wished_is_quoted(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Voice.Of(text).Wishes.Select(one => one.Words)));

    [Fact]
    public void A_long_wish_is_cut_at_a_comma()
    {
        var wish = Assert.Single(
            Voice.Of("希望" + string.Concat(Enumerable.Repeat("把这条路修好，", 40))).Wishes
        );

        Assert.InRange(wish.Words.Length, 40, 80);
        Assert.EndsWith("修好", wish.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_passage_stands_in_the_text_where_it_says_whatever_is_written()
    {
        string[] words =
        [
            "忍无可忍",
            "物业",
            "不作為",
            "绿城物业有限公司",
            "投诉",
            "希望",
            "请尽快处理",
            "。",
            "，",
            "\n",
            " ",
            "Ｐlease ",
            "\u200b",
            "\ud83d",
            "😀",
            "angry",
            "担\u200b心",
        ];
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Elements(words).ListOf().Select(string.Concat).ToArbitrary(),
                text =>
                {
                    var voice = Voice.Of(text);
                    return voice
                        .Wishes.Concat(voice.Feelings.SelectMany(heard => heard.Words))
                        .Concat(voice.Against.Select(heard => heard.Name))
                        .Concat(voice.Against.Select(heard => heard.Deed).OfType<Passage>())
                        .All(one =>
                            one.Words.Length > 0
                            && string.CompareOrdinal(
                                text,
                                one.Start,
                                one.Words,
                                0,
                                one.Words.Length
                            ) == 0
                        );
                }
            )
        );
    }

    [Theory]
    [InlineData("试湾路2号院1号楼路灯不亮")]
    public void No_feeling_makes_a_clear_matter_more_urgent_or_sends_it_elsewhere(string text)
    {
        var calm = Say.Decide(Say.Message(text + "。"));
        foreach (
            var feeling in new[]
            {
                "实在忍无可忍",
                "岂有此理",
                "我们很担心",
                "提心吊胆",
                "我快崩溃了",
                "走投无路",
                "非常失望",
                "石沉大海",
                "求求你们",
                "万分感激",
            }
        )
        {
            var felt = Say.Decide(Say.Message($"{text}。{feeling}。"));

            Assert.NotEqual("", Felt(feeling));
            Assert.Equal(
                (calm.Urgency, calm.DangerToLife, calm.ClassCode, calm.UnitId, calm.QueueUnitId),
                (felt.Urgency, felt.DangerToLife, felt.ClassCode, felt.UnitId, felt.QueueUnitId)
            );
        }
    }

    [Fact]
    public void A_text_of_20_000_characters_is_read_as_a_short_one()
    {
        var once = Voice.Of("投诉物业不作为希望解决");
        var long_ = Voice.Of(string.Concat(Enumerable.Repeat("投诉物业不作为希望解决", 1_900)));

        Assert.Equal(once.Against[0].Name, long_.Against[0].Name);
        Assert.Equal(once.Wishes[0].Start, long_.Wishes[0].Start);
        // A wish goes to the end of its sentence, and this one has none.
        Assert.StartsWith(once.Wishes[0].Words, long_.Wishes[0].Words, StringComparison.Ordinal);
        Assert.Empty(Voice.Of(new string('局', 20_000)).Against);
        Assert.Empty(Voice.Of(new string('请', 20_000)).Feelings);
    }
}
