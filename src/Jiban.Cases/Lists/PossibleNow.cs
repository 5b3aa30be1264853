using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Cases.Meetings;
using Jiban.Cases.Upstream;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Lists;

/// <summary>What an actor can do with a case at this moment: allowed by the table of rights and not blocked by the state.</summary>
internal static class PossibleNow
{
    /// <summary>The operations, in the order in which a case goes through them.</summary>
    /// <param name="isOpen"><see cref="CaseFile.RequesterIsOpenTo"/>.</param>
    /// <param name="may">Whether the table of rights allows it.</param>
    public static IEnumerable<Operation> Of(
        CaseFile file,
        Actor actor,
        Relation relation,
        bool hasPeople,
        bool isOpen,
        Func<Operation, bool> may,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        var speaks = ContactRequester.NotTheirs(file, actor, relation, isOpen) is null;
        (Operation Operation, bool Open)[] all =
        [
            (Operation.VerifyRequest, VerifyRequest.Blocks(file, actor) is null),
            (Operation.DispatchCase, DispatchCase.Blocks(file) is null),
            (Operation.SignCase, SignCase.Blocks(file) is null),
            (Operation.ContactRequester, speaks && ContactRequester.Blocks(file) is null),
            (Operation.OfferMeeting, speaks && OfferMeeting.Blocks(file) is null),
            (Operation.RecordMeeting, speaks && RecordMeeting.Blocks(file) is null),
            (Operation.ReportProgress, ReportProgress.Blocks(file) is null),
            (Operation.ResolveCase, ResolveCase.Blocks(file, limits) is null),
            (Operation.AskReturn, AskReturn.Blocks(file, limits, now) is null),
            (Operation.JudgeReturn, JudgeReturn.Blocks(file, actor) is null),
            (Operation.RuleOnReturn, RuleOnReturn.Blocks(file, actor) is null),
            (Operation.GiveBackOrder, GiveBack.Blocks(file, actor) is null),
            (Operation.AskExtension, AskForTime.Blocks(file, Ask.Extension, limits, now) is null),
            (Operation.AskSuspension, AskForTime.Blocks(file, Ask.Suspension, limits, now) is null),
            (Operation.JudgeTime, JudgeTime.Blocks(file, actor) is null),
            (Operation.ResumeCase, ResumeCase.Blocks(file) is null),
            (Operation.SuperviseCase, SuperviseCase.Blocks(file, actor) is null),
            (Operation.AnswerSupervision, AnswerSupervision.Blocks(file) is null),
            (Operation.ReinspectCase, ReinspectCase.Blocks(file, actor) is null),
            (Operation.CallBackCase, CallBackCase.Blocks(file, actor) is null),
            (Operation.CloseCase, CloseCase.Blocks(file, actor, limits) is null),
            (Operation.FollowUpCase, FollowUpCase.Blocks(file, actor) is null),
            (Operation.ControlCallBack, ControlCallBack.Blocks(file, actor) is null),
            (Operation.JoinIncident, JoinIncident.Blocks(file) is null),
            (Operation.LinkRepeat, isOpen && LinkRepeat.Blocks(file) is null),
            (Operation.JudgeAbuse, isOpen && JudgeAbuse.Blocks(file) is null),
            (Operation.SplitCase, SplitCase.Blocks(file) is null),
            (Operation.AskAssistance, AskAssistance.Blocks(file) is null),
            (Operation.ReportAssistance, ReportAssistance.Blocks(file, actor) is null),
            (Operation.HandOverCase, HandOverCase.Blocks(file) is null),
            (Operation.DeclineRequest, DeclineRequest.Blocks(file) is null),
            (Operation.TellLegalPath, TellLegalPath.Blocks(file) is null),
            (Operation.AcceptPraise, AcceptPraise.Blocks(file) is null),
            (Operation.CorrectClass, CorrectClass.Blocks(file) is null),
            (Operation.ChangeWish, ChangeWish.Blocks(file) is null),
            (Operation.CorrectEntry, true),
            (Operation.BlowWhistle, file.State != CaseState.Closed),
            (Operation.RevealRequester, hasPeople && isOpen),
        ];
        return all.Where(one =>
                one.Open && Incident.Blocks(file, one.Operation) is null && may(one.Operation)
            )
            .Select(one => one.Operation);
    }
}
