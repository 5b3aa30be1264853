using FsCheck;
using FsCheck.Fluent;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Tests;

/// <summary>Which texts tell the same, asked one by one.</summary>
public sealed class TwinIndexTests
{
    private const string Lamp =
        "尊敬的领导您好，我是翠湖家园的业主王某。小区东门外的路灯从上周三开始就不亮了，晚上一片漆黑，老人孩子走路都害怕。我们给物业打过三次电话，物业说归路灯所管。请尽快派人来修，谢谢！";

    /// <summary>Other complaints in the words that all complaints share.</summary>
    private static readonly string[] Others =
    [
        "尊敬的领导您好，我是长河苑的业主。小区楼下的烧烤店每天营业到凌晨两点，油烟直排，窗户都不敢开。请尽快派人来查，谢谢！",
        "尊敬的领导您好，青石路的井盖松动，车一过就响，晚上吵得睡不着。请尽快派人来修，谢谢！",
    ];

    [Theory]
    [InlineData(Lamp)]
    // Full-width forms, spaces and other punctuation.
    [InlineData(
        "尊敬的领导您好 我是翠湖家园的业主王某 小区东门外的路灯从上周三开始就不亮了 晚上一片漆黑 老人孩子走路都害怕 我们给物业打过３次电话 物业说归路灯所管 请尽快派人来修 谢谢"
    )]
    // Cut short.
    [InlineData(
        "小区东门外的路灯从上周三开始就不亮了，晚上一片漆黑，老人孩子走路都害怕。我们给物业打过三次电话，物业说归路灯所管。"
    )]
    // Swapped, another name, a letter mistyped.
    [InlineData(
        "我是翠湖家园的业主李某。我们给物业打过三次电话，物业说归路灯所管。小区东门外的路灯从上周三开使就不亮了，老人孩子走路都害怕，晚上一片漆黑。请尽快派人来修！"
    )]
    public void A_changed_copy_is_found(string copy)
    {
        var index = Holding([.. Others, Lamp]);

        Assert.Equal([2], index.Find(copy).Select(twin => twin.Number));
    }

    [Theory]
    [InlineData(
        "我家住在人民路12号，楼下的路灯坏了三天了，一直没有人来修，请尽快处理。",
        "我家住在解放路8号，楼下的路灯坏了三天了，一直没有人来修，请尽快处理。"
    )]
    [InlineData("人民路路灯不亮", "解放路路灯不亮")]
    public void The_same_words_about_another_place_are_no_twin(string one, string other)
    {
        var index = Holding([one]);

        Assert.Empty(index.Find(other));
    }

    [Fact]
    public void The_same_text_scores_one_and_why_are_the_longest_shared_words()
    {
        var index = Holding(["东湖路3号楼停水，急！", "东湖路三号楼停水了，没有通知"]);

        Assert.Equal(new Twin(0, 1), index.Find("东湖路 3#楼停水,急")[0]);
        Assert.Equal(["东湖路3号楼停水"], index.Why(0, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀！！")]
    [InlineData("灯")]
    public void Texts_of_hardly_a_word_are_asked_without_harm(string text)
    {
        var index = Holding([Lamp, text]);

        Assert.DoesNotContain(0, index.Find(text).Select(twin => twin.Number));
        Assert.Empty(index.FindOf(1));
    }

    [Fact]
    public void Long_texts_are_found_by_their_sample()
    {
        var random = new Random(7);
        string Long() =>
            new([.. Enumerable.Range(0, 19_000).Select(_ => (char)random.Next('一', '一' + 3000))]);
        var texts = Enumerable.Range(0, 5).Select(_ => Long()).ToArray();
        var index = Holding(texts);

        Assert.Equal([3], index.Find(texts[3][4_000..]).Select(twin => twin.Number));
    }

    [Fact]
    public void What_was_sent_thousands_of_times_is_found_among_its_newest()
    {
        var index = Holding([.. Enumerable.Repeat("东湖路3号楼停水", 6_000)]);

        var twins = index.Find("东湖路3号楼停水");

        Assert.Equal(new Twin(5_999, 1), twins.MaxBy(twin => twin.Number));
    }

    /// <summary>Many are compared with one by a table of its runs: the score is that of their runs in order.</summary>
    [Fact]
    public void Any_two_texts_score_alike_by_table_and_by_runs_in_order()
    {
        var texts = Gen.Elements(
                "路灯",
                "路",
                "灯不亮",
                "3号楼",
                "人民路12号",
                "a",
                "的",
                "停水了",
                "7"
            )
            .ListOf()
            .Select(string.Concat)
            .ToArbitrary();

        Prop.ForAll(
                texts,
                texts,
                (one, other) =>
                {
                    var (a, b) = (Runs(one), Runs(other));
                    var score = Likeness.Of(a, b);
                    var table = new RunTable(a);
                    var weight = Shingles.WeightOf(b);
                    // Asked twice: nothing of the first time counts in the second.
                    _ = table.ScoreOf(other, weight, 0);
                    return score == table.ScoreOf(other, weight, 0)
                        && (table.ScoreOf(other, weight, 0.7) == score || score < 0.7);
                }
            )
            .QuickCheckThrowOnFailure();

        static ulong[] Runs(string text) => Shingles.Of(text, Shingles.Compared);
    }

    private static TwinIndex Holding(string[] texts)
    {
        var index = new TwinIndex();
        foreach (var text in texts)
        {
            index.Add(text);
        }

        return index;
    }
}
