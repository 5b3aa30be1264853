using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>Decisions on a case: values in, values out.</summary>
public sealed partial class DecisionTests
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
            [],
            Limits(),
            Now
        );

        Assert.Equal(refused ? Refusal.GroundMissing : null, decided.Refused?.Why);
        if (!refused && ground is not null)
        {
            Assert.Equal(ground, WrittenFields.Read(decided.Happenings[0].Text)?.Ground);
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
