using Jiban.Dispatch.Contracts;

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
}
