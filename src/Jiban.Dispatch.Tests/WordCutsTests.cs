using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Tests;

/// <summary>What is shown of a message begins and ends with words.</summary>
public sealed class WordCutsTests
{
    [Fact]
    public void Words_of_the_lists_signs_and_little_words_part_a_text()
    {
        const string Text = "晴川苑的楼道灯坏了，请修";

        Assert.Equal(
            ["晴川苑", "的", "楼道灯", "坏了", "，", "请", "修"],
            WordCuts.Of(Text).Select(piece => Text.Substring(piece.Start, piece.Length))
        );
    }

    [Fact]
    public void The_pieces_of_any_text_are_the_text()
    {
        var texts = Gen.Elements(
                "楼道",
                "楼",
                "道",
                "灯",
                "的",
                "，",
                "a",
                "7",
                " ",
                "\0",
                "垃圾桶",
                "圾"
            )
            .ListOf()
            .Select(string.Concat);

        Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                    text
                    == string.Concat(
                        WordCuts.Of(text).Select(piece => text.Substring(piece.Start, piece.Length))
                    )
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    // 道灯 begins inside 楼道; what no list knows is taken whole where it is short.
    [InlineData(5, 7, 0, "楼道灯")]
    [InlineData(4, 6, 0, "楼道灯")]
    [InlineData(1, 6, 0, "川苑的楼道灯")]
    [InlineData(1, 6, 3, "晴川苑的楼道灯")]
    [InlineData(2, 4, 2, "苑的")]
    [InlineData(0, 3, 0, "晴川苑")]
    public void A_stretch_that_begins_or_ends_inside_a_word_is_made_longer(
        int start,
        int end,
        int mostUnlisted,
        string whole
    )
    {
        const string Text = "晴川苑的楼道灯坏了，请修";

        var (first, last) = WordCuts.Whole([.. WordCuts.Of(Text)], start, end, mostUnlisted);

        Assert.Equal(whole, Text[first..last]);
    }

    [Fact]
    public void A_title_begins_with_a_whole_word_also_where_the_messages_share_half_of_it()
    {
        Assert.Equal(
            "楼道灯不亮",
            TopicSearch.TitleOf(["晴川苑楼道灯不亮", "禾香苑过道灯不亮", "青松苑巷道灯不亮"])
        );
    }
}
