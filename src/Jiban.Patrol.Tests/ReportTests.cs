namespace Jiban.Patrol.Tests;

public sealed class ReportTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Only_what_an_inspector_reported_on_patrol_is_kept()
    {
        Assert.NotNull(new Finding().Registered(At).Fold());
        Assert.Null(new Finding().Registered(At, channel: "web").Fold());
        Assert.Null(new Finding().Registered(At, reporter: (Guid?)null).Fold());
        Assert.Null(Report.After(null, new Finding().Registered(At).Resolved(At).Written[1]));
    }

    [Fact]
    public void When_it_was_found_and_when_it_was_received_stand_apart()
    {
        var found = At.AddHours(-1);
        var report = new Finding().Registered(At, Finding.Inspector, foundAt: found).Fold()!;
        Assert.Equal((found, At), (report.FoundAt, report.ReceivedAt));
        Assert.Null(new Finding().Registered(At).Fold()!.FoundAt);
    }

    [Fact]
    public void A_finding_that_is_said_to_be_done_is_looked_at_the_next_civil_day()
    {
        // 16:30 in UTC is half past midnight of the next day in Shanghai.
        var late = new DateTimeOffset(2026, 11, 2, 16, 30, 0, TimeSpan.Zero);
        var report = new Finding().Registered(At).Dispatched(At).Signed(At).Resolved(late).Fold();
        Assert.Equal(new DateOnly(2026, 11, 4), report!.ReinspectOn);
        Assert.Equal(ReportState.Resolved, report.State);
    }

    [Fact]
    public void A_look_ends_the_task_whether_it_passed_or_not()
    {
        var done = new Finding().Registered(At).Dispatched(At).Signed(At).Resolved(At);
        var passed = done.Reinspected(At.AddDays(1), true).Fold();
        Assert.Equal((ReportState.Resolved, null), (passed!.State, passed.ReinspectOn));
        var failed = new Finding()
            .Registered(At)
            .Signed(At)
            .Resolved(At)
            .Reinspected(At.AddDays(1), false)
            .Fold();
        Assert.Equal((ReportState.Signed, null), (failed!.State, failed.ReinspectOn));
    }

    [Fact]
    public void A_finding_that_failed_and_is_done_again_is_looked_at_again()
    {
        var report = new Finding()
            .Registered(At)
            .Signed(At)
            .Resolved(At)
            .Reinspected(At.AddDays(1), false)
            .Resolved(At.AddDays(3))
            .Fold();
        Assert.Equal(new DateOnly(2026, 11, 6), report!.ReinspectOn);
    }

    [Fact]
    public void A_closed_case_asks_for_no_look()
    {
        var report = new Finding().Registered(At).Resolved(At).Closed(At.AddHours(1)).Fold();
        Assert.Equal((ReportState.Closed, null), (report!.State, report.ReinspectOn));
        Assert.Equal(At.AddHours(1), report.ClosedAt);
    }

    [Fact]
    public void The_minute_ends_at_the_first_inbox()
    {
        var queued = new Finding().Registered(At).Queued(At);
        Assert.Null(queued.Fold()!.InboxAt);
        var given = queued.Dispatched(At.AddSeconds(40), @class: "0201");
        Assert.Equal(At.AddSeconds(40), given.Fold()!.InboxAt);
        Assert.Equal("0201", given.Fold()!.ClassCode);
        Assert.Equal(At.AddSeconds(40), given.Dispatched(At.AddDays(1)).Fold()!.InboxAt);
    }

    [Fact]
    public void An_entry_that_comes_again_changes_nothing()
    {
        var finding = new Finding().Registered(At).Dispatched(At).Signed(At);
        var once = finding.Fold();
        Assert.Same(once, Report.After(once, finding.Written[1]));
    }
}
