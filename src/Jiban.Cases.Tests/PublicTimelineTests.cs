using Jiban.Cases.Asks;
using Jiban.Cases.Ends;
using Jiban.Cases.Requests;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>What the requester reads of the journal.</summary>
public sealed class PublicTimelineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private static FollowRequest.StepPart? Read<T>(string kind, T facts, string? text = null) =>
        PublicTimeline.Of(
            new JournalEntry(Guid.Empty, 5, Now, "x", kind, CanonicalJson.Of(facts)),
            null!,
            english: false,
            text
        );

    [Theory]
    [InlineData(Happened.Resolved, true)]
    [InlineData(Happened.ProgressReported, true)]
    [InlineData(Happened.LegalPathTold, true)]
    [InlineData(Happened.Contacted, false)]
    [InlineData(Happened.ReturnAsked, false)]
    [InlineData(null, false)]
    public void Who_was_told_something_wrong_is_told_what_is_right(string? kind, bool told)
    {
        var step = Read(
            Happened.Corrected,
            new CorrectedFacts(3, Guid.Empty, kind),
            "应为三号楼东侧。"
        );

        Assert.Equal(told ? "应为三号楼东侧。" : null, step?.Detail);
        Assert.Equal(told, step is not null);
    }

    [Fact]
    public void Whose_case_is_put_aside_is_told_the_day_of_the_next_word_as_the_setting_gives_it()
    {
        SuspensionJudgedFacts Until(int days, int next) =>
            new(Guid.Empty, Now.AddDays(days), null, Now.AddDays(next));

        Assert.Contains(
            "11月27日前告诉您一次进展",
            Read(Happened.SuspensionJudged, Until(40, 7))!.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "前告诉您",
            Read(Happened.SuspensionJudged, Until(5, 30))!.Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("report", true)]
    [InlineData("verification", true)]
    [InlineData("after", true)]
    [InlineData("reinspection", true)]
    [InlineData("proof", false)]
    [InlineData("recording", false)]
    public void Of_what_lies_with_a_case_the_requester_sees_his_own_and_the_place(
        string purpose,
        bool sees
    ) => Assert.Equal(sees, new Attachment(Guid.Empty, 3, purpose, 0).IsForRequester);
}
