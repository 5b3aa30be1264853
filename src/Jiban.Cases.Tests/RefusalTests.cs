using Jiban.Cases.Asks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Meetings;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Tests;

/// <summary>What the operations refuse, by the word under which the outside sees it; and nothing happens then.</summary>
public sealed partial class RefusalTests
{
    private const string Said = "说明如此，特此记录。";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private static readonly Actor Somebody = Person(1, Role.Dispatcher);
    private static readonly Actor Handler = Person(2, Role.Handler);

    private static readonly TimeLimits Limits = new(
        from urgency in Enum.GetValues<Urgency>()
        from step in Enum.GetValues<Step>()
        select new TimeLimit(urgency, step, 7, LimitUnit.Day),
        new WorkingCalendar([], [], null)
    );

    private static Actor Person(int id, Role role) =>
        new(new Guid(id, 0, 0, new byte[8]), $"p{id}", role, new Guid(9, 0, 0, new byte[8]));

    private static CaseFile In(CaseState state) =>
        new()
        {
            CaseId = new Guid(5, 0, 0, new byte[8]),
            State = state,
            HasPerson = true,
            Channel = "12345",
            ClassCode = "0301",
            Urgency = Urgency.Ordinary,
            ReceivedAt = Now.AddDays(-2),
            DispatchedAt = Now.AddDays(-1),
            SignedBy = state >= CaseState.Signed ? Handler.Id : null,
            DueResolve = Now.AddDays(5),
            Meeting = MeetingState.Invited,
        };

    private static void Refuses(string slug, Decided decided)
    {
        Assert.Equal(slug, decided.Refused?.ToProblem().Type);
        Assert.Empty(decided.Happenings);
    }

    private static Decided Ask(CaseFile file, Ask ask, DateTimeOffset until) =>
        AskForTime.Decide(
            file,
            ask,
            new(until, Said, Said, [new(Said, Now.AddMinutes(1))]),
            Handler,
            Limits,
            Now
        );

    [Fact]
    public void More_time_is_asked_for_before_the_limit_twice_and_within_sixty_days_of_it()
    {
        var signed = In(CaseState.Signed);
        var due = signed.DueResolve!.Value;
        Refuses(
            "extension-too-late",
            Ask(signed with { DueResolve = Now.AddSeconds(-1) }, Asks.Ask.Extension, due)
        );
        Refuses(
            "extension-limit",
            Ask(signed with { Extensions = 2 }, Asks.Ask.Extension, due.AddDays(1))
        );
        Assert.Null(
            Ask(signed with { Extensions = 1 }, Asks.Ask.Extension, due.AddDays(1)).Refused
        );
        foreach (var until in new[] { due.AddDays(-1), due, due.AddDays(60).AddSeconds(1) })
        {
            Refuses("until-out-of-range", Ask(signed, Asks.Ask.Extension, until));
        }

        Assert.Null(Ask(signed, Asks.Ask.Extension, due.AddDays(60)).Refused);
        // A suspension: not into the past, and not beyond its limit.
        Refuses("until-out-of-range", Ask(signed, Asks.Ask.Suspension, Now));
        Refuses("until-out-of-range", Ask(signed, Asks.Ask.Suspension, Now.AddDays(7.01)));
        Assert.Null(Ask(signed, Asks.Ask.Suspension, Now.AddDays(7)).Refused);
    }

    [Fact]
    public void What_nobody_asked_for_is_not_judged_and_nobody_judges_what_they_asked_for()
    {
        var signed = In(CaseState.Signed);
        var returned = signed with { Asked = Asks.Ask.Return, AskedBy = Somebody.Id };
        var late = signed with { Asked = Asks.Ask.Extension, AskedBy = Somebody.Id };
        Decided Judge(CaseFile file) =>
            JudgeReturn.Decide(
                file,
                new(JudgeReturn.Verdict.Convene, null, Said),
                Somebody,
                _ => true,
                Limits,
                Now
            );
        Decided Rule(CaseFile file) =>
            RuleOnReturn.Decide(file, new(file.UnitId, Said), Somebody, true, Limits, Now);
        Decided Time(CaseFile file) =>
            JudgeTime.Decide(file, new(true, Said), Somebody, null, Limits, Now);
        foreach (var nothing in new[] { Judge(signed), Judge(late), Rule(signed), Time(returned) })
        {
            Refuses("nothing-asked", nothing);
        }

        foreach (var own in new[] { Judge(returned), Rule(returned), Time(late) })
        {
            Refuses("own-ask", own);
        }

        // What was asked for is over by the time it is judged: that is refused by a word, never granted.
        foreach (var ask in new[] { Asks.Ask.Extension, Asks.Ask.Suspension })
        {
            var over = signed with { Asked = ask, AskedBy = Handler.Id, AskedUntil = Now };
            Refuses("ask-over", Time(over));
            Assert.Null(
                JudgeTime.Decide(over, new(false, Said), Somebody, null, Limits, Now).Refused
            );
            Assert.Null(Time(over with { AskedUntil = Now.AddMinutes(1) }).Refused);
        }

        // A limit that has moved on since it was asked is not taken back by more time.
        var moved = signed with
        {
            Asked = Asks.Ask.Extension,
            AskedBy = Handler.Id,
            AskedUntil = Now.AddHours(1),
            DueResolve = Now.AddDays(1),
        };
        Assert.Equal(
            Now.AddDays(1),
            Platform
                .Journaling.CanonicalJson.Read<ExtensionJudgedFacts>(
                    Time(moved).Happenings.Single().Data
                )
                .DueResolve
        );
    }

    [Fact]
    public void A_suspension_leaves_the_month_by_those_above_alone_and_what_was_late_stays_late()
    {
        var asked = In(CaseState.Signed) with
        {
            Asked = Asks.Ask.Suspension,
            AskedBy = Handler.Id,
            AskedUntil = Now.AddDays(30),
        };
        bool Ledger(Actor actor, UnitKind kind) =>
            Platform
                .Journaling.CanonicalJson.Read<SuspensionJudgedFacts>(
                    JudgeTime
                        .Decide(asked, new(true, Said), actor, kind, Limits, Now)
                        .Happenings.Single()
                        .Data
                )
                .Ledger;
        Assert.True(Ledger(Somebody, UnitKind.DistrictGovernment));
        Assert.True(Ledger(Somebody, UnitKind.CityCentre));
        Assert.False(Ledger(Somebody, UnitKind.StreetOffice));
        // Nobody takes a case of their own unit out of its month.
        Assert.False(Ledger(Somebody with { UnitId = asked.UnitId }, UnitKind.CityCentre));

        var late = asked with { DueResolve = Now.AddMinutes(-1) };
        Assert.Equal(-60, JudgeTime.LeftOf(late, pauses: false, Now));
        Assert.Equal(-60, JudgeTime.LeftOf(late, pauses: true, Now));
        Assert.Null(JudgeTime.LeftOf(asked, pauses: false, Now));
    }

    [Fact]
    public void What_was_raised_only_a_leader_sends_back_or_lets_rest_and_until_then_it_is_not_closed()
    {
        var third = In(CaseState.Resolved) with
        {
            Handling = 3,
            CalledBackAt = Now,
            SupervisedAt = Now,
            ResolvedBy = Handler.Id,
        };
        Decided Say(Actor actor, string? note, bool rests) =>
            Clocks.SuperviseCase.Decide(third, new(note, rests), actor, third.UnitId, Limits, Now);
        var leader = Somebody with { Role = Role.Leader };
        Refuses(
            "raised-needs-leader",
            Say(Somebody with { Role = Role.Dispatcher }, Said, rests: false)
        );
        Refuses("reason-missing", Say(leader, "好", rests: true));
        Refuses("raised-unsettled", CloseCase.Decide(third, leader, false, Limits, Now));
        Assert.Equal(
            [Happened.Supervised, Happened.Reopened],
            Say(leader, Said, rests: false).Happenings.Select(one => one.Kind)
        );
        Assert.Equal(Happened.Supervised, Say(leader, Said, rests: true).Happenings.Single().Kind);
    }

    [Fact]
    public void A_supervision_is_answered_while_a_unit_has_the_case_also_where_nobody_asked_and_to_whoever_pressed()
    {
        Decided Answer(CaseFile file, string? text = Said) =>
            Clocks.AnswerSupervision.Decide(file, new(text, null), Handler);
        var found = In(CaseState.Suspended) with { HasPerson = false, Meeting = null };
        var pressed = found with { SupervisedAt = Now, SupervisedBy = Somebody.Id };
        Refuses("not-supervised", Answer(found));
        Refuses("not-with-unit", Answer(pressed with { State = CaseState.Resolved }));
        Refuses("not-with-unit", Answer(pressed with { State = CaseState.Queued }));
        Refuses("answer-missing", Answer(pressed, "好"));
        var said = Answer(pressed).Happenings.Single();
        Assert.Equal(
            Somebody.Id,
            Platform.Journaling.CanonicalJson.Read<Clocks.SupervisionAnsweredFacts>(said.Data).To
        );
    }

    [Fact]
    public void Nothing_rests_that_was_not_raised_and_an_objection_is_raised_after_the_last_handling_alone()
    {
        var said = Clocks
            .SuperviseCase.Decide(
                In(CaseState.Signed),
                new(Said, Rests: true),
                Person(3, Role.Leader),
                Guid.Empty,
                Limits,
                Now
            )
            .Happenings.Single();
        Assert.False(
            Platform.Journaling.CanonicalJson.Read<Clocks.SupervisedFacts>(said.Data).Rests
        );

        var last = In(CaseState.Closed) with { Handling = Limits.Numbers.Handlings };
        string[] Kinds(CaseFile file) =>
            [
                .. Ends
                    .AskAfterEnd.PutBeforePerson(file, Guid.Empty, Limits, Now)
                    .Select(one => one.Kind),
            ];
        Assert.Equal([Happened.Supervised], Kinds(last));
        Assert.Contains(Happened.Reopened, Kinds(last with { Handling = last.Handling - 1 }));
        // That a court has not decided is no objection to having been sent there.
        var sent = last with
        {
            ClosedHow = ClosedHow.LegalPath,
        };
        Assert.False(Ends.AskAfterEnd.Objects(sent, Solved.Not, Satisfied.Satisfied));
        Assert.True(Ends.AskAfterEnd.Objects(sent, Solved.Solved, Satisfied.Dissatisfied));
    }

    [Fact]
    public void What_is_not_suspended_is_not_taken_up_and_what_waits_for_a_unit_is_not_signed() =>
        Assert.Multiple(
            () =>
                Refuses(
                    "not-suspended",
                    ResumeCase.Decide(In(CaseState.Signed), Handler.Id, Limits, Now)
                ),
            () =>
                Refuses(
                    "not-dispatched",
                    SignCase.Decide(In(CaseState.Queued), Handler, Limits, Now)
                )
        );

    [Fact]
    public void A_photo_shows_what_nobody_can_be_asked_about_and_where_the_number_says_so_what_is_solved()
    {
        var asked = In(CaseState.Signed) with { Meeting = MeetingState.NoNeed };
        Decided Resolve(CaseFile file, Outcome outcome, int proofOfSolved) =>
            ResolveCase.Decide(
                file,
                new(outcome, Said, null),
                Handler,
                false,
                [],
                new TimeLimits(Limits.All, Limits.Calendar)
                {
                    Numbers = RuleNumbers.Shipped with { ProofOfSolved = proofOfSolved },
                },
                Now
            );
        Assert.Null(Resolve(asked, Outcome.Solved, 0).Refused);
        Refuses("proof-missing", Resolve(asked, Outcome.Solved, 1));
        Assert.Null(Resolve(asked, Outcome.Explained, 1).Refused);
        Refuses("proof-missing", Resolve(asked with { HasPerson = false }, Outcome.Solved, 0));
        // Whom the unit may not know those above it invite, and the result waits all the same.
        Refuses(
            "meeting-by-above",
            Resolve(
                asked with
                {
                    Confidential = true,
                    Meeting = MeetingState.Invited,
                },
                Outcome.Solved,
                0
            )
        );
    }

    [Fact]
    public void An_incident_takes_no_case_that_is_itself_leads_is_over_or_further_on()
    {
        var lead = In(CaseState.Dispatched);
        var member = lead with { CaseId = new Guid(6, 0, 0, new byte[8]) };
        Decided Join(CaseFile one) => JoinIncident.Decide(lead, one, Somebody, Limits, Now);
        Refuses("incident-of-itself", Join(lead));
        Refuses("leads-incident", Join(member with { Members = 1 }));
        Refuses("incident-over", Join(member with { State = CaseState.Resolved }));
        Refuses("incident-other-way", Join(member with { State = CaseState.Signed }));
        Assert.Equal(
            "incident-over",
            JoinIncident.Blocks(In(CaseState.Resolved))?.ToProblem().Type
        );
        Refuses("not-of-incident", LeaveIncident.Decide(lead, member, new(Said), Somebody));
        Refuses("not-of-incident", LeaveIncident.Decide(lead, null, new(Said), Somebody));
    }

    [Fact]
    public void A_part_is_not_split_again_a_repeat_is_of_something_earlier_and_a_colleague_is_another()
    {
        Assert.Equal(
            "already-a-part",
            SplitCase
                .Blocks(In(CaseState.Queued) with { ParentId = Guid.AllBitsSet })
                ?.ToProblem()
                .Type
        );
        // An order of the city's line has one number and one limit there; what a clerk took down from it has none.
        var order = In(CaseState.Queued);
        Assert.Equal("order-not-split", SplitCase.Blocks(order)?.ToProblem().Type);
        Assert.Null(SplitCase.Blocks(order with { Reporter = Somebody.Id }));
        Assert.Null(SplitCase.Blocks(order with { Channel = "web" }));
        var file = In(CaseState.Signed);
        Decided Link(CaseFile? earlier) =>
            LinkRepeat.Decide(file, new(Guid.AllBitsSet), earlier, Somebody);
        Refuses("no-earlier-case", Link(null));
        Refuses("no-earlier-case", Link(file));
        Refuses("no-earlier-case", Link(file with { ReceivedAt = Now }));
        Decided HandOver(Guid to, bool mayTake) =>
            HandOverCase.Decide(file, new(to, Said), mayTake, Somebody);
        Refuses("unknown-colleague", HandOver(Somebody.Id, false));
        Refuses("unknown-colleague", HandOver(Handler.Id, true));
    }
}
