using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Upstream;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Tests;

// How a case ends, and what is asked afterwards.
public sealed partial class RefusalTests
{
    [Fact]
    public void What_ends_without_a_result_says_why_and_never_in_danger_or_after_a_result()
    {
        var signed = In(CaseState.Signed);
        Decided Tell(CaseFile file, string? answer) =>
            TellLegalPath.Decide(file, new(LegalPath.Litigation, answer), Somebody, Limits, Now);
        Refuses("answer-missing", Tell(signed, "去告"));
        Refuses("end-in-danger", Tell(signed with { Danger = true }, Said));
        Refuses("end-too-late", Tell(In(CaseState.Resolved), Said));
        Refuses("end-too-late", Tell(In(CaseState.Suspended), Said));
        Refuses("leads-incident", Tell(signed with { Members = 2 }, Said));
    }

    [Fact]
    public void What_was_left_at_not_found_is_not_left_at_that_a_second_time()
    {
        var looked = In(CaseState.Queued) with { Verified = VerifyResult.NotFound };
        Decided Decline(CaseFile file) =>
            DeclineRequest.Decide(file, new(Said), Somebody, Limits, Now);
        Assert.Null(Decline(looked).Refused);
        // Its requester objected: whoever ended it, nobody does so again.
        Refuses("not-refuted", Decline(looked with { EndedBy = Handler.Id }));
        Refuses("not-refuted", Decline(looked with { Verified = VerifyResult.Found }));
        Refuses("not-refuted", Decline(looked with { State = CaseState.Dispatched }));
    }

    [Fact]
    public void Whoever_objects_to_the_legal_path_is_not_told_it_again_by_the_same_person()
    {
        var objected = In(CaseState.Queued) with { EndedBy = Somebody.Id };
        Decided Tell(CaseFile file) =>
            TellLegalPath.Decide(file, new(LegalPath.Litigation, Said), Somebody, Limits, Now);
        Refuses("own-case", Tell(objected));
        Assert.Null(Tell(objected with { EndedBy = Handler.Id }).Refused);
        // Nor by the unit that would have to handle it.
        Refuses("own-case", Tell(objected with { EndedBy = null, SignedBy = Somebody.Id }));
    }

    [Fact]
    public void Only_thanks_are_taken_as_thanks_for_a_case_that_there_is()
    {
        var thanks = In(CaseState.Dispatched) with { Kind = DemandKind.Praise };
        Decided Accept(CaseFile file, string? named, CaseFile? of) =>
            AcceptPraise.Decide(file, new(named, null), of, Somebody);
        Refuses("no-praise", Accept(thanks with { Kind = DemandKind.Complaint }, null, null));
        Refuses("unknown-praised", Accept(thanks, "20261120-0000123-1", null));
        Refuses("unknown-praised", Accept(thanks, "20261120-0000123-1", thanks));
        Assert.Null(Accept(thanks, null, null).Refused);
    }

    [Fact]
    public void A_call_back_and_what_follows_it_are_asked_once_for_whom_it_is_due_and_whole()
    {
        var resolved = In(CaseState.Resolved) with { CalledBackAt = Now };
        Refuses(
            "call-back-done",
            CallBackCase.Decide(
                resolved,
                new(false, null, null, null, null),
                Somebody,
                Guid.Empty,
                Limits,
                Now
            )
        );
        var closed = In(CaseState.Closed);
        Decided Follow(CaseFile file, bool? good) =>
            FollowUpCase.Decide(file, new(true, good, null), Somebody, Limits, Now);
        Refuses("no-follow-up", Follow(closed, true));
        Refuses("no-follow-up", Follow(resolved with { DueFollowUp = Now }, true));
        Refuses("follow-up-answer-missing", Follow(closed with { DueFollowUp = Now }, null));
        Refuses("reason-missing", Follow(closed with { DueFollowUp = Now }, false));
        Decided Control(CaseFile file) =>
            ControlCallBack.Decide(file, new(false, null, null, null), Somebody, Limits, Now);
        Refuses("not-drawn", Control(closed));
        Refuses("not-drawn", Control(closed with { Control = Ends.Control.Agrees }));
        Assert.Null(Control(closed with { Control = Ends.Control.Due }).Refused);
    }

    [Fact]
    public void Calls_too_near_each_other_are_one_try_of_a_follow_up_and_a_control_too()
    {
        var closed = In(CaseState.Closed) with
        {
            DueFollowUp = Now,
            DueControl = Now,
            Control = Ends.Control.Due,
        };
        CaseFile Tried(CaseFile file, DateTimeOffset at) =>
            new[]
            {
                FollowUpCase.Decide(file, new(false, null, null), Somebody, Limits, at),
                ControlCallBack.Decide(file, new(false, null, null, null), Somebody, Limits, at),
            }
                .SelectMany(decided => decided.Happenings)
                .Aggregate(
                    file,
                    (after, one) =>
                        after.Apply(
                            new Platform.Journaling.JournalEntry(
                                file.CaseId,
                                3,
                                at,
                                "x",
                                one.Kind,
                                one.Data
                            )
                        )
                );
        var once = Tried(closed, Now);
        Assert.Equal((1, 1), (once.FollowUpTries, once.ControlTries));
        // Three calls in a minute end nothing, and move no deadline.
        var pressed = Tried(Tried(once, Now.AddSeconds(20)), Now.AddSeconds(40));
        Assert.Equal((1, 1), (pressed.FollowUpTries, pressed.ControlTries));
        Assert.Equal(
            (once.DueFollowUp, once.DueControl),
            (pressed.DueFollowUp, pressed.DueControl)
        );
        var over = Tried(Tried(pressed, Now.AddMinutes(2)), Now.AddMinutes(4));
        Assert.Equal((3, 3), (over.FollowUpTries, over.ControlTries));
        Assert.Equal((null, Ends.Control.NotReached), (over.DueFollowUp, over.Control));
    }

    [Fact]
    public void Nothing_is_closed_while_a_task_that_was_done_for_it_is_open_again()
    {
        var resolved = In(CaseState.Resolved) with
        {
            CalledBackAt = Now,
            ResolvedBy = Handler.Id,
            OpenBuildTasks = 1,
        };
        Decided Close(CaseFile file) => CloseCase.Decide(file, Somebody, false, Limits, Now);
        Refuses("task-open", Close(resolved));
        Assert.Null(Close(resolved with { OpenBuildTasks = 0 }).Refused);
    }

    [Fact]
    public void The_city_rejects_no_result_twice_before_a_leader_has_spoken_and_gets_back_only_its_own()
    {
        var third = In(CaseState.Resolved) with { Handling = 3, ResolvedAt = Now };
        Decided Reject(CaseFile file, string? reason = Said) =>
            HearCity.Decide(
                file,
                new Contracts.CityWord.RejectResult(reason, Now.AddDays(2)),
                null,
                Guid.Empty,
                Limits,
                Now
            );
        Refuses("reason-missing", Reject(third, "差"));
        Refuses("raised-unsettled", Reject(third with { SupervisedAt = Now }));
        Refuses(
            "order-limit",
            HearCity.Decide(
                third,
                new Contracts.CityWord.RejectResult(Said, Now),
                null,
                Guid.Empty,
                Limits,
                Now
            )
        );
        var raised = Reject(third).Happenings.Single();
        Assert.Equal((Happened.Supervised, Said), (raised.Kind, raised.Text));
        var returned = In(CaseState.Signed) with { Asked = Asks.Ask.Return, AskedBy = Handler.Id };
        Refuses("not-an-order", GiveBack.Decide(returned with { Channel = "web" }, Said, Somebody));
        Assert.Null(GiveBack.Decide(returned, Said, Somebody).Refused);
    }
}
