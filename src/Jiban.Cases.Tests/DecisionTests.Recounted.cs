using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Tests;

// Deadlines in working days that are counted again when the calendar changes.
public sealed partial class DecisionTests
{
    private static WorkingCalendar NewYear(TimeOnly? ends = null) =>
        new([new CalendarDay(new DateOnly(2027, 1, 1), true, "元旦")], [2027], ends);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_deadline_that_crosses_into_a_year_is_counted_again_when_its_list_appears(
        bool recorded
    )
    {
        // Wednesday + 2 working days is Friday, 1 January; that turns out to be off, so it is Monday.
        var due = Limits().DeadlinesFrom(Urgency.Ordinary, Now, Now);
        var given = Given(Now, due, recorded);
        var file = Queued(Urgency.Ordinary).Apply(given);
        Assert.Equal(CivilTime.StartOf(new DateOnly(2027, 1, 2)), file.DueSign);

        var facts = RecomputeDeadlines.Decide(file, [given], Limits(NewYear()))!;

        Assert.Equal(CivilTime.StartOf(new DateOnly(2027, 1, 5)), facts.DueSign);
        Assert.Equal((null, null, null), (facts.DueDispatch, facts.DueContact, facts.DueResolve));
        var after = file.Apply(
            new JournalEntry(
                file.CaseId,
                4,
                Now,
                "system",
                Happened.DeadlinesRecomputed,
                CanonicalJson.Of(facts)
            )
        );
        Assert.Equal(facts.DueSign, after.DueSign);
        Assert.Equal(due.Resolve, after.DueResolve);
        // Done again it changes nothing.
        Assert.Null(RecomputeDeadlines.Decide(after, [given], Limits(NewYear())));
    }

    [Fact]
    public void A_case_keeps_the_limit_and_the_hour_that_it_was_given_when_days_are_counted_again()
    {
        var given = Given(Now, Limits().DeadlinesFrom(Urgency.Ordinary, Now, Now));
        var file = Queued(Urgency.Ordinary).Apply(given);

        // Since then the limit became five days, and a working day ends at half past five.
        var facts = RecomputeDeadlines.Decide(
            file,
            [given],
            Limits(NewYear(new TimeOnly(17, 30)), signDays: 5)
        )!;

        Assert.Equal(CivilTime.StartOf(new DateOnly(2027, 1, 5)), facts.DueSign);
    }

    [Fact]
    public void A_review_and_a_second_handling_are_counted_again_from_where_they_began()
    {
        TimeLimits InDays(WorkingCalendar? calendar = null) =>
            new(
                from urgency in Enum.GetValues<Urgency>()
                from step in Enum.GetValues<Step>()
                select new TimeLimit(urgency, step, 2, LimitUnit.WorkingDay),
                calendar ?? new WorkingCalendar([], [], null)
            );
        var before = Now.AddDays(-20);
        var given = Given(before, InDays().DeadlinesFrom(Urgency.Ordinary, before, before));
        var reopened = ReopenCase.ReopenOrRaise(
            Queued(Urgency.Ordinary),
            ReopenedWhy.NotSolved,
            InDays(),
            Now
        );
        var again = new JournalEntry(Guid.Empty, 9, Now, "x", reopened.Kind, reopened.Data);
        var file = Queued(Urgency.Ordinary).Apply(given).Apply(again) with
        {
            DispatchedAt = before,
            SignedAt = before,
        };
        var asked = AskForTime
            .Decide(
                file,
                Ask.Suspension,
                new(
                    Now.AddDays(1),
                    "等来年施工季",
                    "请您稍候，已排入计划。",
                    [new("完成招标", Now.AddHours(20))]
                ),
                Dispatcher,
                InDays(),
                Now
            )
            .Happenings.Single();
        var ask = new JournalEntry(Guid.Empty, 10, Now, "x", asked.Kind, asked.Data);
        file = file.Apply(ask);
        var (was, due) = (
            CivilTime.StartOf(new DateOnly(2027, 1, 2)),
            CivilTime.StartOf(new DateOnly(2027, 1, 5))
        );
        Assert.Equal((was, was), (file.DueResolve, file.DueReview));

        var facts = RecomputeDeadlines.Decide(file, [given, again, ask], InDays(NewYear()))!;

        Assert.Equal((due, due, due), (facts.DueResolve, facts.DueReview, facts.DueProgress));
        Assert.Null(facts.DueSign);
        // Once more time was granted, that is the limit, and the review is over with it; the word to the requester stays due.
        var granted = new JournalEntry(
            Guid.Empty,
            11,
            Now,
            "x",
            Happened.ExtensionJudged,
            CanonicalJson.Of(new ExtensionJudgedFacts(Dispatcher.Id, was))
        );
        Assert.Equal(
            new DeadlinesRecomputedFacts(null, null, null, null, DueProgress: due),
            RecomputeDeadlines.Decide(
                file.Apply(granted),
                [given, again, ask, granted],
                InDays(NewYear())
            )
        );
    }

    [Fact]
    public void What_is_done_or_counted_in_hours_keeps_its_deadline()
    {
        var given = Given(Now, Limits().DeadlinesFrom(Urgency.Ordinary, Now, Now));
        var signed = Queued(Urgency.Ordinary).Apply(given) with
        {
            State = CaseState.Signed,
            SignedAt = Now,
        };

        Assert.Null(RecomputeDeadlines.Decide(signed, [given], Limits(NewYear())));
        var unsigned = signed with { State = CaseState.Closed, SignedAt = null };
        Assert.Null(RecomputeDeadlines.Decide(unsigned, [given], Limits(NewYear())));
    }

    [Theory]
    [InlineData(Step.Progress)]
    [InlineData(Step.SuspendedProgress)]
    [InlineData(Step.CallBack)]
    [InlineData(Step.FollowUp)]
    [InlineData(Step.Control)]
    public void What_runs_after_the_dispatch_is_counted_again_too(object step)
    {
        var running = (Step)step;
        var was = CivilTime.StartOf(new DateOnly(2027, 1, 2));
        var given = Given(Now, Limits().DeadlinesFrom(Urgency.Ordinary, Now, Now));
        JournalEntry Entry<T>(string kind, T facts) =>
            new(given.CaseId, given.Seq + 1, Now, "x", kind, CanonicalJson.Of(facts));
        var (file, entry) = running switch
        {
            Step.Progress => (
                Queued(Urgency.Ordinary) with
                {
                    State = CaseState.Signed,
                    DueProgress = was,
                },
                Entry(
                    Happened.ProgressReported,
                    new ProgressFacts(Guid.Empty, was, ProgressDays: 2)
                )
            ),
            Step.SuspendedProgress => (
                Queued(Urgency.Ordinary) with
                {
                    State = CaseState.Suspended,
                    DueProgress = was,
                },
                Entry(
                    Happened.SuspensionJudged,
                    new SuspensionJudgedFacts(Guid.Empty, was.AddDays(30), null, was, 2)
                )
            ),
            Step.CallBack => (
                Queued(Urgency.Ordinary) with
                {
                    State = CaseState.Resolved,
                    DueCallBack = was,
                },
                Entry(
                    Happened.Resolved,
                    new ResolvedFacts(
                        Outcome.Solved,
                        Guid.Empty,
                        0,
                        DueCallBack: was,
                        CallBackDays: 2
                    )
                )
            ),
            Step.FollowUp => (
                Queued(Urgency.Ordinary) with
                {
                    State = CaseState.Closed,
                    DueFollowUp = was,
                },
                Entry(
                    Happened.Closed,
                    new ClosedFacts(ClosedHow.CalledBack, Guid.Empty, was, FollowUpDays: 2)
                )
            ),
            _ => (
                Queued(Urgency.Ordinary) with
                {
                    State = CaseState.Closed,
                    DueControl = was,
                },
                Entry(
                    Happened.Closed,
                    new ClosedFacts(
                        ClosedHow.CalledBack,
                        Guid.Empty,
                        Control: true,
                        DueControl: was,
                        ControlDays: 2
                    )
                )
            ),
        };
        // Its first working day after is the first of January, which turns out to be off, so it is one more.
        var facts = RecomputeDeadlines.Decide(file, [given, entry], Limits(NewYear()))!;

        var moved = new[]
        {
            facts.DueProgress,
            facts.DueCallBack,
            facts.DueFollowUp,
            facts.DueControl,
        };
        Assert.Equal(
            CivilTime.StartOf(new DateOnly(2027, 1, 5)),
            Assert.Single(moved.OfType<DateTimeOffset>())
        );
        Assert.Null(RecomputeDeadlines.Decide(file, [given, entry], Limits()));
        // A try that reached nobody is due again after hours: no calendar moves that.
        if (running is Step.FollowUp)
        {
            Assert.Null(
                RecomputeDeadlines.Decide(
                    file,
                    [
                        given,
                        entry,
                        Entry(
                            Happened.FollowedUp,
                            new FollowedUpFacts(false, null, was, Guid.Empty)
                        ),
                    ],
                    Limits(NewYear())
                )
            );
        }
    }

    [Fact]
    public void The_next_unit_has_to_try_itself_whom_the_last_one_did_not_reach()
    {
        var given = Given(Now, Limits().DeadlinesFrom(Urgency.Ordinary, Now, Now));
        var file = Queued(Urgency.Ordinary).Apply(given) with
        {
            HasPerson = true,
            ContactTries = 3,
            Meeting = Meetings.MeetingState.NotReached,
        };

        var next = file.Apply(given with { Seq = given.Seq + 1 });

        Assert.Equal((0, Meetings.MeetingState.Invited), (next.ContactTries, next.Meeting));
    }
}
