using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Tests;

/// <summary>Decisions on a case: values in, values out.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 30, 2, 0, 0, TimeSpan.Zero);

    private static readonly Actor Dispatcher = new(
        new Guid(1, 0, 0, new byte[8]),
        "派单员",
        Role.Dispatcher,
        null
    );

    private static CaseFile Queued(Urgency urgency) =>
        new()
        {
            CaseId = new Guid(5, 0, 0, new byte[8]),
            State = CaseState.Queued,
            ClassCode = "0301",
            Urgency = urgency,
        };

    private static TimeLimits Limits(WorkingCalendar? calendar = null, int signDays = 2) =>
        new(
            from urgency in Enum.GetValues<Urgency>()
            from step in Enum.GetValues<Step>()
            select step == Step.Sign
                ? new TimeLimit(urgency, step, signDays, LimitUnit.WorkingDay)
                : new TimeLimit(urgency, step, 1 + (int)urgency, LimitUnit.Hour),
            calendar ?? new WorkingCalendar([], [], null)
        );

    private static (CaseFile After, DispatchedFacts Facts) Dispatched(
        CaseFile file,
        DemandClass corrected
    )
    {
        var happening = DispatchCase
            .Decide(
                file,
                new(new Guid(9, 0, 0, new byte[8]), corrected.Code, null),
                Dispatcher,
                true,
                corrected,
                Limits(),
                Now
            )
            .Happenings[0];
        return (
            file.Apply(new JournalEntry(file.CaseId, 3, Now, "x", happening.Kind, happening.Data)),
            CanonicalJson.Read<DispatchedFacts>(happening.Data)
        );
    }

    [Theory]
    [InlineData(Urgency.Ordinary, Urgency.Urgent, Urgency.Urgent)]
    [InlineData(Urgency.Complex, Urgency.Ordinary, Urgency.Ordinary)]
    [InlineData(Urgency.Urgent, Urgency.Ordinary, Urgency.Urgent)]
    [InlineData(Urgency.Emergency, Urgency.Complex, Urgency.Emergency)]
    public void A_corrected_class_raises_the_urgency_and_the_deadlines_and_never_lowers_them(
        Urgency before,
        Urgency tier,
        Urgency expected
    )
    {
        var (after, facts) = Dispatched(
            Queued(before),
            new DemandClass("0501", "供水", "Water", "05", tier)
        );

        Assert.Equal(expected, after.Urgency);
        Assert.Equal("0501", after.ClassCode);
        Assert.Equal(expected == before ? null : expected, facts.Urgency);
        Assert.Equal(Now.AddHours(1 + (int)expected), after.DueResolve);
    }

    [Fact]
    public void An_entry_from_before_urgency_and_working_days_were_recorded_folds_as_it_did()
    {
        var data = System.Text.Json.JsonElement.Parse(
            """
            {"unit":"00000009-0000-0000-0000-000000000000","mode":"byPerson","confidence":1000,"by":"x","class":"0501",
             "dueSign":"2027-01-01T00:00:00+00:00","dueContact":"2027-01-01T00:00:00+00:00","dueResolve":"2027-01-02T00:00:00+00:00"}
            """
        );
        var file = Queued(Urgency.Ordinary);

        var after = file.Apply(
            new JournalEntry(file.CaseId, 3, Now, "x", Happened.Dispatched, data)
        );

        Assert.Equal(Urgency.Ordinary, after.Urgency);
        Assert.Equal("0501", after.ClassCode);
    }

    private static JournalEntry Given(DateTimeOffset at, Deadlines due, bool recorded = true) =>
        new(
            Guid.Empty,
            3,
            at,
            "x",
            Happened.Dispatched,
            CanonicalJson.Of(
                new DispatchedFacts(
                    Guid.Empty,
                    DispatchMode.ByPlace,
                    900,
                    "rule",
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    WorkingDays: recorded ? due.WorkingDays : null
                )
            )
        );

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
        var reopened = ReopenCase.Reopen(
            Queued(Urgency.Ordinary),
            ReopenedWhy.NotSolved,
            InDays(),
            Now
        )!;
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
                new(Now.AddDays(1), "等来年施工季", "请您稍候，已排入计划。"),
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

        Assert.Equal((due, due), (facts.DueResolve, facts.DueReview));
        Assert.Null(facts.DueSign);
        // Once more time was granted, that is the limit; the review is over with it.
        var granted = new JournalEntry(
            Guid.Empty,
            11,
            Now,
            "x",
            Happened.ExtensionJudged,
            CanonicalJson.Of(new ExtensionJudgedFacts(Dispatcher.Id, was))
        );
        Assert.Null(
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

    [Fact]
    public void A_look_that_fails_opens_the_deadline_again_and_takes_the_result_away()
    {
        var file = Queued(Urgency.Ordinary) with
        {
            State = CaseState.Resolved,
            SignedAt = Now,
            ResolvedAt = Now,
            ResolvedBy = Dispatcher.Id,
            Outcome = Outcome.Solved,
            DueResolve = Now.AddHours(1),
        };

        var after = file.Apply(
            new JournalEntry(
                file.CaseId,
                6,
                Now,
                "x",
                Happened.Reinspected,
                CanonicalJson.Of(new ReinspectedFacts(false, Guid.Empty, 1))
            )
        );

        Assert.Equal(CaseState.Signed, after.State);
        Assert.Null(after.ResolvedAt);
        Assert.Null(after.Outcome);
        Assert.Equal((Step.Resolve, Now.AddHours(1)), after.NextDue);
        Assert.Null(DeadlineRow.Of(after).Single(row => row.Step == Step.Resolve).MetAt);
    }

    [Theory]
    [InlineData(false, null, ClosedHow.Proved)]
    [InlineData(true, null, null)]
    [InlineData(true, true, ClosedHow.Reinspected)]
    [InlineData(false, true, ClosedHow.Reinspected)]
    public void What_the_rule_wants_looked_at_again_is_not_closed_before(
        bool needed,
        bool? passed,
        object? expected
    )
    {
        var file = Queued(Urgency.Ordinary) with
        {
            State = CaseState.Resolved,
            Reporter = new Guid(3, 0, 0, new byte[8]),
            ResolvedBy = new Guid(4, 0, 0, new byte[8]),
            ReinspectionNeeded = needed,
            ReinspectionPassed = passed,
        };

        var decided = CloseCase.Decide(file, Dispatcher, false, Limits(), Now);

        Assert.Equal(
            (ClosedHow?)expected,
            decided.Happenings is [var happening]
                ? CanonicalJson.Read<ClosedFacts>(happening.Data).How
                : null
        );
        Assert.Equal(expected is null ? Refusal.ReinspectionMissing : null, decided.Refused?.Why);
    }

    [Theory]
    [InlineData(Outcome.Explained, Role.Dispatcher, Refusal.RepeatNeedsLeader)]
    [InlineData(Outcome.Explained, Role.Leader, null)]
    [InlineData(Outcome.Solved, Role.Dispatcher, null)]
    [InlineData(null, Role.Dispatcher, null)]
    public void What_repeats_a_case_that_ended_meanwhile_ends_the_same_way_only_by_a_leader(
        object? earlier,
        Role role,
        object? expected
    )
    {
        var file = Queued(Urgency.Ordinary) with
        {
            State = CaseState.Resolved,
            Outcome = Outcome.Explained,
            RepeatOf = new Guid(7, 0, 0, new byte[8]),
            ResolvedBy = new Guid(4, 0, 0, new byte[8]),
        };

        var decided = CloseCase.Decide(
            file,
            Dispatcher with
            {
                Role = role,
            },
            false,
            Limits(),
            Now,
            (Outcome?)earlier
        );

        Assert.Equal((Refusal?)expected, decided.Refused?.Why);
    }

    [Theory]
    [InlineData(Outcome.NotPossible, null, true)]
    [InlineData(Outcome.NotPossible, "无", true)]
    [InlineData(Outcome.NotPossible, "《物业管理条例》第三十条", false)]
    [InlineData(Outcome.Explained, null, false)]
    public void What_is_not_possible_needs_the_law_or_the_reason(
        object outcome,
        string? ground,
        bool refused
    )
    {
        var file = Queued(Urgency.Ordinary) with { State = CaseState.Signed, SignedAt = Now };

        var decided = ResolveCase.Decide(
            file,
            new((Outcome)outcome, "已经现场核实。", [new Guid(5, 0, 0, new byte[8])], null, ground),
            Dispatcher,
            false,
            Limits(),
            Now
        );

        Assert.Equal(refused ? Refusal.GroundMissing : null, decided.Refused?.Why);
        if (!refused && ground is not null)
        {
            Assert.Contains(ground, decided.Happenings[0].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true, false, 99, true)]
    [InlineData(false, false, 0, false)]
    [InlineData(false, true, 29, true)]
    [InlineData(false, true, 30, false)]
    public void The_rule_asks_by_who_brought_it_and_by_lot(
        bool fromPatrol,
        bool hasPerson,
        int lot,
        bool asks
    )
    {
        var rule = new ReinspectionRule(100, 0, 30, []);
        var file = Queued(Urgency.Ordinary) with { HasPerson = hasPerson, ClassCode = "0407" };

        Assert.Equal(asks, rule.Asks(file, fromPatrol, lot));
        Assert.True((rule with { Classes = ["04"] }).Asks(file, fromPatrol, lot));
        Assert.Equal(asks, (rule with { Classes = ["05"] }).Asks(file, fromPatrol, lot));
        var (shares, classes) = (rule with { Classes = ["05", "0407"] }).Write();
        Assert.Equal(["05", "0407"], ReinspectionRule.Parse(shares, classes).Classes);
        Assert.Equal(30, ReinspectionRule.Parse(shares, classes).Requests);
    }

    [Fact]
    public void Words_are_enough_where_somebody_can_be_asked_and_the_handler_never_looks()
    {
        var file = Queued(Urgency.Ordinary) with
        {
            State = CaseState.Resolved,
            HasPerson = true,
            ResolvedBy = new Guid(4, 0, 0, new byte[8]),
        };
        Decided Look(CaseFile at, string? note, Actor? by = null) =>
            ReinspectCase.Decide(at, new(true, note, null), by ?? Dispatcher, Limits(), Now);

        Assert.Null(Look(file, "到现场看过，灯亮了").Refused);
        Assert.Equal(Refusal.LookMissing, Look(file, "好").Refused?.Why);
        Assert.Equal(
            Refusal.ProofMissing,
            Look(file with { HasPerson = false }, "到现场看过，灯亮了").Refused?.Why
        );
        // Whatever he is by now.
        foreach (var role in new[] { Role.Handler, Role.Dispatcher, Role.Leader })
        {
            var handler = Dispatcher with { Id = file.ResolvedBy!.Value, Role = role };
            Assert.Equal(Refusal.OwnCase, Look(file, "到现场看过", handler).Refused?.Why);
        }

        Assert.Equal(
            Refusal.AlreadyReinspected,
            Look(file with { ReinspectionPassed = true }, "又去看了一次").Refused?.Why
        );
    }
}
