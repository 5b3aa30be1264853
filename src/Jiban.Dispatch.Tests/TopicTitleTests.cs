using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Topics;

namespace Jiban.Dispatch.Tests;

/// <summary>What a topic is called.</summary>
public sealed class TopicTitleTests
{
    [Fact]
    public void A_title_is_what_the_messages_share_and_not_what_one_writer_alone_says()
    {
        var title = TopicSearch.TitleOf([
            "我叫童小满，住3栋。晴川社区混凝土搅拌站粉尘很大，请来人。",
            "晴川社区混凝土搅拌站粉尘太大了",
            "孩子咳嗽，晴川社区混凝土搅拌站粉尘没人管",
        ]);

        Assert.StartsWith("晴川社区混凝土搅拌站粉尘", title, StringComparison.Ordinal);
        Assert.DoesNotContain("童小满", title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("只有一条")]
    [InlineData("完全不同", "毫无关系的话")]
    public void Without_words_in_common_there_is_no_title(params string[] messages)
    {
        Assert.Equal("", TopicSearch.TitleOf(messages));
        Assert.Equal("", TopicSearch.TitleOf([]));
    }

    [Fact]
    public void A_title_is_never_longer_than_a_line()
    {
        var same = string.Concat(Enumerable.Repeat("路灯坏了没有人来修理也没有人回复", 40));

        Assert.InRange(TopicSearch.TitleOf([same, same, same]).Length, 4, 30);
    }

    [Fact]
    public void A_title_stands_as_it_was_written_and_begins_with_the_matter()
    {
        Assert.Equal(
            "A区青松路３号楼停水",
            TopicSearch.TitleOf([
                "投诉A区青松路３号楼停水",
                "举报a区青松路3号楼停水",
                "A区青松路3号樓停水",
            ])
        );
    }

    [Theory]
    [InlineData("A7县星沙四区凉塘路改造", "A7县凉塘路改造何时动工", "星沙凉塘路的改造", "凉塘路")]
    [InlineData(
        "投诉A5区劳动东路魅力之城小区油烟",
        "A5区劳动东路魅力之城小区油烟扰民",
        "A5区劳动东路魅力之城小区夜宵摊油烟",
        "A5区劳动东路魅力之城小区"
    )]
    [InlineData("晴川社区路灯不亮", "晴川社区路灯坏了", "晴川社区路灯没人修", "晴川社区")]
    [InlineData(
        "伊景园滨河苑捆绑车位",
        "伊景园滨河苑车位捆绑",
        "伊景园滨河苑捆绑车位不合理",
        "伊景园滨河苑"
    )]
    [InlineData("A7县燃气没有通", "A7县燃气还没通", "A7县燃气何时通", "A7县")]
    [InlineData("投诉小区附近搅拌站噪音", "投诉小区附近搅拌站灰尘", "投诉小区搅拌站", "")]
    [InlineData("加快国家中心城市建设", "请加快国家中心城市的建设", "国家中心城市建设刻不容缓", "")]
    [InlineData("我家小区停水", "我们小区停水", "本小区停水", "")]
    [InlineData(
        "反对在A7县诺亚山林小区门口设置医院",
        "反对A7县诺亚山林小区门口设置医院",
        "A7县诺亚山林小区门口设置医院",
        "A7县诺亚山林小区"
    )]
    [InlineData("泉塘街道市场装修", "泉塘街道市场没有招标", "A7县泉塘街道市场", "泉塘街道")]
    [InlineData("市政府办事慢", "A市政府办事慢", "市政府办事太慢", "")]
    public void A_place_is_the_name_that_most_say_and_no_word_of_theirs(
        string one,
        string two,
        string three,
        string place
    )
    {
        Assert.Equal(place, PlaceOfTopic.Of([one, two, three]));
    }

    /// <summary>The longer name stands where most of those who name the place say it whole, else the shorter.</summary>
    [Theory]
    [InlineData(3, "凉塘路")]
    [InlineData(4, "星沙凉塘路")]
    public void A_name_that_some_shorten_is_told_whole_where_seven_in_ten_say_it_whole(
        int whole,
        string place
    )
    {
        string[] ends = ["改造何时动工", "坑洼", "没有灯", "堵车", "积水"];

        Assert.Equal(
            place,
            PlaceOfTopic.Of([
                .. ends.Select((end, n) => (n < whole ? "星沙" : "") + "凉塘路" + end),
            ])
        );
    }

    /// <summary>In a small file the matter that many tell stands in more than a tenth of the rows: it is the one that is looked for.</summary>
    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 40)]
    [InlineData(40, 160)]
    public void The_matter_that_most_tell_is_found_in_a_file_of_any_size(int each, int others)
    {
        string[][] told =
        [
            ["湾畔家园停水", "三天了没人管", "什么时候来水", "请尽快恢复供水", "老人没水喝"],
            ["青松路大坑积水", "车子开不过去", "请修补路面", "下雨就淹", "已经摔了人"],
            ["晴川小学门口堵车", "放学时段过不去", "请交警疏导", "孩子不安全", "天天按喇叭"],
        ];
        var chance = new Random(5);
        var messages = Enumerable
            .Range(0, told.Length * each)
            .Select(n => Say(told[n % told.Length]))
            .Concat(Enumerable.Range(0, others).Select(_ => Noise()))
            .Select(text => new TopicText(text, null))
            .ToList();

        var topics = TopicSearch.Find(messages);

        Assert.True(topics.Count >= told.Length, $"{topics.Count} topics");
        Assert.All(
            topics.Take(told.Length),
            topic =>
            {
                Assert.InRange(topic.Members.Count, each * 8 / 10, each);
                Assert.Single(topic.Members.Select(member => member % told.Length).Distinct());
            }
        );

        string Say(string[] parts) =>
            parts[0]
            + string.Concat(
                parts.Skip(1).OrderBy(_ => chance.Next()).Take(2).Select(p => "，" + p)
            );

        string Noise() =>
            "我们小区，"
            + string.Concat(Enumerable.Range(0, 12).Select(_ => (char)chance.Next(0x5000, 0x6000)));
    }
}
