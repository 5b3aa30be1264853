using Jiban.Testing;

namespace Jiban.Patrol.Tests;

/// <summary>What a report must have; the way through the real doors is the story S5 in the host's tests.</summary>
public sealed class SubmitReportTests
{
    private static readonly SubmitReport.Request Whole = new(
        "绿化带地面下陷，露出管线",
        null,
        116.4,
        39.9,
        8,
        [Some.Id(1)]
    );

    [Fact]
    public void A_line_a_picture_and_a_position_are_enough() =>
        Assert.Null(SubmitReport.Check(Whole));

    [Fact]
    public void A_position_set_by_hand_has_no_accuracy() =>
        Assert.Null(SubmitReport.Check(Whole with { AccuracyMetres = null }));

    [Fact]
    public void Every_fault_of_an_empty_report_is_named()
    {
        var problem = SubmitReport.Check(new(null, null, null, null, -1, null));
        Assert.Equal(400, problem!.Status);
        Assert.Equal(
            ["accuracyMetres", "attachments", "lat", "lon", "text"],
            problem.Errors!.Keys.Order()
        );
    }

    [Fact]
    public void A_line_has_at_most_500_characters()
    {
        Assert.Null(SubmitReport.Check(Whole with { Text = new string('陷', 500) }));
        var problem = SubmitReport.Check(Whole with { Text = new string('陷', 501) });
        Assert.Equal(["text"], problem!.Errors!.Keys);
    }

    [Fact]
    public void A_recording_stands_for_the_line_and_nothing_stands_for_both()
    {
        var spoken = Whole with { Text = null, Recordings = [Some.Id(2)] };
        Assert.Null(SubmitReport.Check(spoken));
        Assert.Null(SubmitReport.Check(spoken with { Text = " " }));
        Assert.Equal(["text"], SubmitReport.Check(spoken with { Recordings = [] })!.Errors!.Keys);
        Assert.Equal(
            ["text"],
            SubmitReport.Check(spoken with { Text = new string('陷', 501) })!.Errors!.Keys
        );
    }

    [Fact]
    public void There_are_one_to_nine_pictures()
    {
        Assert.Null(SubmitReport.Check(Whole with { Attachments = Pictures(9) }));
        foreach (var many in new[] { 0, 10 })
        {
            var problem = SubmitReport.Check(Whole with { Attachments = Pictures(many) });
            Assert.Equal(["attachments"], problem!.Errors!.Keys);
        }
    }

    [Fact]
    public void A_fix_that_can_not_tell_the_grid_cell_is_refused()
    {
        Assert.Null(SubmitReport.Check(Whole with { AccuracyMetres = 100 }));
        var problem = SubmitReport.Check(Whole with { AccuracyMetres = 100.5 });
        Assert.Equal((422, "position-too-coarse"), (problem!.Status, problem.Type));
    }

    private static Guid[] Pictures(int many) => [.. Enumerable.Range(1, many).Select(Some.Id)];
}
