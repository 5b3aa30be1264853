using Jiban.Cases.Asks;
using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>Whatever happens around a case, it keeps to the limits of its own urgency and to the limit that the city gave it.</summary>
public sealed partial class OwnLimitsTests
{
    private const string Said = "说明如此，特此记录。";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Somebody = new(
        new Guid(1, 0, 0, new byte[8]),
        "p1",
        Role.Dispatcher,
        new Guid(9, 0, 0, new byte[8])
    );

    /// <summary>2 hours for an emergency, 4, 6 and 8 for what follows; for the result and what starts with it days of as many.</summary>
    private static readonly TimeLimits Limits = new(
        from urgency in Enum.GetValues<Urgency>()
        from step in Enum.GetValues<Step>()
        select new TimeLimit(
            urgency,
            step,
            2 * (1 + (int)urgency),
            step == Step.Resolve && urgency != Urgency.Emergency ? LimitUnit.Day : LimitUnit.Hour,
            step is Step.Contact ? LimitStart.Signed : LimitStart.Step
        ),
        new WorkingCalendar([], [], null)
    );

    private static readonly CaseFile Lead = new()
    {
        CaseId = new Guid(1, 0, 0, new byte[8]),
        State = CaseState.Queued,
        Urgency = Urgency.Ordinary,
        HasPerson = true,
        Members = 1,
        ReceivedAt = Now,
    };

    private static readonly CaseFile Member = Lead with
    {
        CaseId = new Guid(2, 0, 0, new byte[8]),
        Members = 0,
        IncidentId = Lead.CaseId,
        Urgency = Urgency.Emergency,
    };

    private static JournalEntry Entry(Happening happening, DateTimeOffset at) =>
        new(Lead.CaseId, 3, at, "x", happening.Kind, happening.Data);

    private static CaseFile Told(CaseFile lead, CaseFile member, JournalEntry entry) =>
        IncidentSteps.Of(lead, member, entry, Limits) is var (kind, data)
            ? member.Apply(new JournalEntry(member.CaseId, 3, entry.At, "x", kind, data))
            : member;

    private static JournalEntry Dispatched(Urgency? raised = null)
    {
        var due = Limits.DeadlinesFrom(raised ?? Lead.Urgency, Now, Now);
        return Entry(
            Happening.Of(
                Happened.Dispatched,
                new DispatchedFacts(
                    Guid.Empty,
                    DispatchMode.ByPerson,
                    1_000,
                    "x",
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    raised
                )
            ),
            Now
        );
    }

    /// <summary>Each way by which our own asking has an order handled again.</summary>
    public static TheoryData<string> Askings => ["callBack", "followUp", "control", "objection"];

    [Theory]
    [MemberData(nameof(Askings))]
    public void What_our_own_asking_has_handled_again_keeps_the_limit_of_the_city_while_it_is_ahead(
        string asking
    )
    {
        CaseFile Again(DateTimeOffset given)
        {
            var closed = Lead with
            {
                State = CaseState.Closed,
                Members = 0,
                Urgency = Urgency.Complex,
                GivenLimit = given,
                DueFollowUp = Now,
                Control = Ends.Control.Due,
                ResolvedAt = Now,
            };
            var callBack = new CallBackCase.Request(
                true,
                true,
                Solved.Not,
                Satisfied.Dissatisfied,
                Said
            );
            var (file, decided) = asking switch
            {
                "callBack" when closed with { State = CaseState.Resolved } is var resolved => (
                    resolved,
                    CallBackCase.Decide(resolved, callBack, Somebody, Guid.Empty, Limits, Now)
                ),
                "objection"
                    when closed with
                    {
                        ClosedHow = ClosedHow.Declined,
                        DueCallBack = Now,
                    }
                        is var declined => (
                    declined,
                    CallBackCase.Decide(declined, callBack, Somebody, Guid.Empty, Limits, Now)
                ),
                "followUp" => (
                    closed,
                    FollowUpCase.Decide(closed, new(true, false, Said), Somebody, Limits, Now)
                ),
                _ => (
                    closed,
                    ControlCallBack.Decide(
                        closed,
                        new(true, Solved.Not, Satisfied.Dissatisfied, Said),
                        Somebody,
                        Limits,
                        Now
                    )
                ),
            };
            return decided.Happenings.Aggregate(
                file,
                (after, happening) => after.Apply(Entry(happening, Now))
            );
        }

        var ahead = Again(Now.AddDays(1));
        Assert.Equal(2, ahead.Handling);
        Assert.Equal((Now.AddDays(1), Now.AddDays(1)), (ahead.GivenLimit, ahead.DueResolve));
        // One that is over by now binds nobody.
        var over = Again(Now.AddDays(-1));
        Assert.Null(over.GivenLimit);
        Assert.Equal(Now.AddDays(2 * (1 + (int)Urgency.Complex)), over.DueResolve);
    }

    private static CaseFile BackAfterTwoDays(CaseFile signed) =>
        new[]
        {
            Entry(
                JudgeTime
                    .Decide(
                        signed with
                        {
                            Asked = Ask.Suspension,
                            AskedUntil = Now.AddDays(2),
                        },
                        new(true, null),
                        Somebody,
                        null,
                        Limits,
                        Now
                    )
                    .Happenings.Single(),
                Now
            ),
        }.Aggregate(
            signed,
            (file, entry) =>
            {
                var aside = file.Apply(entry);
                var at = Now.AddDays(2);
                return aside.Apply(
                    Entry(ResumeCase.Decide(aside, null, Limits, at).Happenings.Single(), at)
                );
            }
        );

    [Fact]
    public void What_was_late_when_it_was_put_aside_is_late_when_it_comes_back()
    {
        var late = Lead with { State = CaseState.Signed, DueResolve = Now.AddHours(-3) };
        Assert.Equal(late.DueResolve, BackAfterTwoDays(late).DueResolve);
        var ahead = late with { DueResolve = Now.AddDays(4) };
        Assert.Equal(Now.AddDays(6), BackAfterTwoDays(ahead).DueResolve);
    }

    [Theory]
    [InlineData(Urgency.Emergency, null, 2)]
    [InlineData(Urgency.Ordinary, null, 24)]
    [InlineData(Urgency.Ordinary, 5, 5)]
    public void What_comes_back_with_its_time_used_up_gets_no_more_than_its_urgency_or_the_city_gives(
        Urgency urgency,
        int? given,
        int hours
    )
    {
        var signed = Lead with
        {
            State = CaseState.Signed,
            Urgency = urgency,
            DueResolve = Now,
            GivenLimit = given is { } left ? Now.AddDays(2).AddHours(left) : null,
        };
        Assert.Equal(Now.AddDays(2).AddHours(hours), BackAfterTwoDays(signed).DueResolve);
    }

    [Fact]
    public void What_goes_to_the_next_unit_keeps_the_limit_that_the_city_gave_it()
    {
        var limit = Now.AddDays(1);
        CaseFile Moved(DateTimeOffset? given, Func<CaseFile, Decided> judge)
        {
            var returned = Lead.Apply(Dispatched()) with
            {
                State = CaseState.Signed,
                GivenLimit = given,
                Asked = Ask.Return,
                AskedBy = Guid.AllBitsSet,
            };
            var judged = judge(returned);
            Assert.Null(judged.Refused);
            return judged.Happenings.Aggregate(
                returned,
                (after, happening) => after.Apply(Entry(happening, Now))
            );
        }

        var next = new Guid(77, 0, 0, new byte[8]);
        foreach (
            var judge in new Func<CaseFile, Decided>[]
            {
                file =>
                    JudgeReturn.Decide(
                        file,
                        new(JudgeReturn.Verdict.Accept, next, Said),
                        Somebody,
                        _ => true,
                        Limits,
                        Now
                    ),
                file =>
                    RuleOnReturn.Decide(
                        file with
                        {
                            ToArbiter = true,
                        },
                        new(next, Said),
                        Somebody,
                        true,
                        Limits,
                        Now
                    ),
            }
        )
        {
            var moved = Moved(limit, judge);
            Assert.Equal((next, limit), (moved.UnitId, moved.DueResolve));
            Assert.True(Moved(null, judge).DueResolve > limit);
        }
    }

    [Fact]
    public void A_more_urgent_class_brings_signing_and_contact_forward_too()
    {
        var dispatched = Lead.Apply(Dispatched());
        var at = Now.AddMinutes(30);
        var corrected = CorrectClass
            .Decide(
                dispatched,
                new("0501", Said),
                null,
                new DemandClass("0501", "供水", "Water", "05", Urgency.Emergency),
                Somebody,
                Limits,
                at
            )
            .Happenings.Single();
        var after = dispatched.Apply(Entry(corrected, at));

        var due = at.AddHours(2);
        Assert.Equal((due, due, due), (after.DueSign, after.DueContact, after.DueResolve));
        // What is met already stays as it was.
        var signed = dispatched with
        {
            State = CaseState.Signed,
            SignedAt = Now,
            ContactedAt = Now,
        };
        var facts = CanonicalJson.Read<ClassCorrectedFacts>(
            CorrectClass
                .Decide(
                    signed,
                    new("0501", Said),
                    null,
                    new DemandClass("0501", "供水", "Water", "05", Urgency.Emergency),
                    Somebody,
                    Limits,
                    at
                )
                .Happenings.Single()
                .Data
        );
        Assert.Equal((null, null, due), (facts.DueSign, facts.DueContact, facts.DueResolve));
    }
}
