using FsCheck;
using FsCheck.Fluent;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Tests;

/// <summary>How sure it is that somebody tells the same matter again.</summary>
public sealed class RepeatScoreTests
{
    private const string Smoke = "湾畔家园3号楼楼下餐馆直排油烟，味道飘进家里，开窗都受不了";

    private static CaseFile Case(string classCode, string? place) =>
        new()
        {
            ClassCode = classCode,
            PlaceName = place,
            Kind = DemandKind.Complaint,
        };

    private static RepeatScore Score(
        string text,
        string classCode = "0901",
        string? place = "湾畔家园",
        bool samePerson = true
    ) =>
        RepeatScore.Of(
            (Case(classCode, place), text),
            (Case("1003", "湾畔家园"), Smoke),
            samePerson
        );

    [Theory]
    [InlineData("湾畔家园3号楼下面那家餐馆又直排油烟，味道飘进家里受不了", 600, 1_000)]
    [InlineData("湾畔家园3号楼餐馆油烟又来了，味道很大", 300, 599)]
    [InlineData("湾畔家园3号楼电梯坏了，老人下不了楼", 0, 299)]
    [InlineData("湾畔家园9号楼楼下餐馆直排油烟，味道飘进家里，开窗都受不了", 300, 599)]
    public void The_same_words_at_the_same_place_are_a_repeat_whatever_the_class(
        string text,
        int least,
        int most
    ) => Assert.InRange(Score(text).Score, least, most);

    [Fact]
    public void Another_place_on_record_is_for_a_person_and_so_is_a_like_text_of_nobody()
    {
        const string again = "楼下餐馆又直排油烟，味道飘进家里，开窗受不了";
        Assert.InRange(Score(again, "1003", place: null).Score, 600, 1_000);
        Assert.Equal(RepeatPlace.Unsaid, Score(again, place: null).Place);
        Assert.InRange(Score(again, "1003", "金桥里").Score, 300, 599);
        Assert.InRange(Score(again, samePerson: false).Score, 600, 1_000);
        Assert.InRange(Score("餐馆油烟直排，味道大", "0901", samePerson: false).Score, 0, 599);
        // The estate that both name is the place, whatever was entered.
        Assert.Equal(RepeatPlace.Same, Score(Smoke, place: "金桥里").Place);
    }

    [Fact]
    public void Names_of_places_make_no_matter_and_more_shared_words_never_count_less()
    {
        Assert.Equal(0, Score("湾畔家园3号楼").Words);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                Gen.Choose(0, 1_000).Two().ToArbitrary(),
                pair =>
                    Of(Math.Min(pair.Item1, pair.Item2), RepeatPlace.Same).Score
                        <= Of(Math.Max(pair.Item1, pair.Item2), RepeatPlace.Same).Score
                    && Of(pair.Item1, RepeatPlace.Other).Score < RepeatRule.Shipped.Link
                    && Of(pair.Item1, RepeatPlace.Other).Score
                        <= Of(pair.Item1, RepeatPlace.Unsaid).Score
            )
        );

        static RepeatScore Of(int words, RepeatPlace place) =>
            RepeatScore.Of(new TextLikeness(words / 1_000.0, false, []), true, place, true);
    }

    [Theory]
    [InlineData(600, Happened.RepeatLinked)]
    [InlineData(599, Happened.RepeatLikely)]
    public void A_clear_one_is_linked_and_an_unclear_one_left_to_a_person(int score, string kind)
    {
        var found = new FoundRepeat(
            Guid.Empty,
            new CaseFile(),
            new RepeatScore(score, 300, true, RepeatPlace.Same, false)
        );
        Assert.Equal(kind, LinkRepeat.ByWords(found, RepeatRule.Shipped).Kind);
        Assert.Equal(Happened.RepeatLikely, LinkRepeat.ByWords(found, new(300, 0)).Kind);
    }

    [Fact]
    public void Thanks_parts_of_one_request_and_who_stays_unknown_repeat_nothing()
    {
        var day = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
        var before = Case("1003", null) with
        {
            CaseId = new Guid(1, 0, 0, new byte[8]),
            ReceivedAt = day,
        };
        var now = before with
        {
            CaseId = new Guid(2, 0, 0, new byte[8]),
            ReceivedAt = day.AddDays(30),
        };
        Assert.True(FindRepeats.MayRepeat(now, before, 365));
        Assert.False(FindRepeats.MayRepeat(now with { Kind = DemandKind.Praise }, before, 365));
        Assert.False(FindRepeats.MayRepeat(now with { ParentId = before.CaseId }, before, 365));
        Assert.False(FindRepeats.MayRepeat(now with { Confidential = true }, before, 365));
        Assert.False(
            FindRepeats.MayRepeat(now with { ReceivedAt = day.AddDays(400) }, before, 365)
        );
        Assert.False(FindRepeats.MayRepeat(before, now, 365));
    }
}
