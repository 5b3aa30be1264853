using Jiban.Platform.Web;

namespace Jiban.Cases;

/// <summary>Everything that the operations on a case refuse. Closed: <see cref="Refusals.ToProblem"/> must know each, or it does not compile.</summary>
internal enum Refusal
{
    UnknownCase,
    OtherUnit,
    ChangedMeanwhile,
    AlreadySigned,
    NotQueued,
    NotDispatched,
    NotSigned,
    NotResolved,
    AlreadyClosed,
    NoPersonToContact,
    NoPersonToCallBack,
    OwnCase,
    AnswerMissing,
    GroundMissing,
    ProofMissing,
    ReturnProofMissing,
    CallBackMissing,
    CallBackAlreadyDone,
    CallBackAnswersMissing,
    ReinspectionMissing,
    AlreadyReinspected,
    LookMissing,
    VerificationOver,
    VerificationMissing,
    NotRefuted,
    UnknownUnit,
    UnknownClass,
    WordsMissing,
    WordsThere,
    PurposeMissing,
    NothingToReveal,
    AlreadyErased,
    NotWithUnit,
    AlreadyAsked,
    AlreadyRuled,
    ReturnTooLate,
    NothingAsked,
    AlreadyConvened,
    ConveningIncomplete,
    MinutesMissing,
    RaisedNeedsLeader,
    RaisedUnsettled,
    ArbiterNeeded,
    OwnAsk,
    ReasonMissing,
    InterimMissing,
    ExtensionTooLate,
    ExtensionLimit,
    UntilOutOfRange,
    NothingWished,
    PromiseIncomplete,
    PlanMissing,
    UnknownPromise,
    NotSuspended,
    MeetingMissing,
    MeetingByAbove,
    MeetingSettled,
    MeetingOver,
    MeetingTime,
    MeetingPlace,
    MeetingIncomplete,
    MetWhen,
    NothingOffered,
    NoFollowUp,
    FollowUpAnswerMissing,
    TaskOpen,
    JoinedToIncident,
    LeadsIncident,
    IncidentOver,
    IncidentOtherWay,
    IncidentOfItself,
    NotOfIncident,
    NoEarlierCase,
    NotARepeat,
    RepeatNeedsLeader,
    NothingSuspected,
    SplitTooLate,
    AlreadyAPart,
    OrderNotSplit,
    AssistanceReported,
    EndTooLate,
    EndInDanger,
    NoPraise,
    UnknownPraised,
    UnknownEntry,
    OthersEntry,
    NotDrawn,
    OthersCase,
    UnknownColleague,
    NotYourOperation,
    Confidential,
    UnitContacts,
    MeasurementMalformed,
    MeasurementContradicts,
    SiteContradicts,
    SeenBefore,
    NotGivenBack,
    NotAnOrder,
    OrderLimit,
    AskOver,
    OfferOver,
    NotSupervised,
}

/// <summary>A refusal with the facts that a person needs to go on.</summary>
internal sealed record Refused(Refusal Why, params (string Name, object? Value)[] Facts);

/// <summary>From refusals to problem documents.</summary>
internal static class Refusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static Problem ToProblem(this Refused refused) =>
        Words(refused) with
        {
            Facts = refused.Facts.ToDictionary(fact => fact.Name, fact => fact.Value),
        };

    private static Problem Words(Refused refused) =>
        refused.Why switch
        {
            Refusal.UnknownCase => new(
                404,
                "unknown-case",
                "没有找到这件诉求，或者它不在您的权限范围内。",
                "There is no such case, or it is not yours to see."
            ),
            Refusal.OtherUnit => new(
                403,
                "other-unit",
                "这件诉求由其他单位承办，您不能办理。",
                "Another unit holds this case; you may not act on it."
            ),
            Refusal.ChangedMeanwhile => new(
                409,
                "changed-meanwhile",
                "这件诉求刚刚有了新的变化，您的操作没有执行，已填写的内容仍在。请刷新后再试。",
                "The case changed meanwhile, so nothing was done. What you typed is kept: reload and try again."
            ),
            Refusal.AlreadySigned => new(
                409,
                "already-signed",
                $"{Fact(refused, "signedBy")}已经签收了这件诉求，您不需要再签。",
                $"{Fact(refused, "signedBy")} has already signed for this case."
            ),
            Refusal.NotQueued => new(
                409,
                "not-queued",
                "这件诉求已经派出，不在待派队列中。",
                "The case is no longer in the queue."
            ),
            Refusal.NotDispatched => new(
                409,
                "not-dispatched",
                "这件诉求还没有派到单位，不能签收。",
                "The case has not been dispatched to a unit yet."
            ),
            Refusal.NotSigned => new(
                409,
                "not-signed",
                "请先签收，再办理这一步。",
                "Sign for the case first."
            ),
            Refusal.NotResolved => new(
                409,
                "not-resolved",
                "承办单位还没有报告办理结果。",
                "The unit has not reported a result yet."
            ),
            Refusal.AlreadyClosed => new(
                409,
                "already-closed",
                "这件诉求已经结案。",
                "The case is closed."
            ),
            Refusal.NoPersonToContact => new(
                409,
                "no-person",
                "这件诉求没有需要联系的诉求人。",
                "Nobody asked, so there is nobody to contact."
            ),
            Refusal.NoPersonToCallBack => new(
                409,
                "no-person",
                "这件诉求没有需要回访的诉求人：巡查发现的由上报的网格员复查，其他的核对处置后的照片即可结案。",
                "Nobody asked: the inspector who found it looks again; any other case is closed on the photos of the result."
            ),
            Refusal.OwnCase => new(
                403,
                "own-case",
                "不能由办理人自己做这一步，请换一位同事。",
                "Not by the one who handled the case: ask a colleague."
            ),
            Refusal.AnswerMissing => new(
                422,
                "answer-missing",
                "请写明做了什么、结果如何，诉求人会看到这段答复。",
                "Say what was done and what came of it; the requester will read it."
            ),
            Refusal.GroundMissing => new(
                422,
                "ground-missing",
                "办不到的，请写明依据的法律、文件或具体原因，诉求人会看到。",
                "What is not possible needs the law, the document or the reason; the requester will read it."
            ),
            Refusal.ProofMissing => new(
                422,
                "proof-missing",
                "没有诉求人可以回访的诉求，需要现场照片作为证明。",
                "Where nobody can be asked, a photo of the place is needed as proof."
            ),
            Refusal.CallBackMissing => new(
                409,
                "call-back-missing",
                $"请先回访诉求人；连续{Fact(refused, "tries")}次联系不上，才可以按未接通结案。",
                $"Call the requester back first; only after {Fact(refused, "tries")} tries may it be closed as not reached."
            ),
            Refusal.CallBackAlreadyDone => new(
                409,
                "call-back-done",
                "诉求人已经回答过回访，可以结案了。",
                "The requester has already answered; the case can be closed."
            ),
            Refusal.CallBackAnswersMissing => new(
                422,
                "call-back-answers-missing",
                "接通后，“是否联系、是否解决、是否满意”三个问题都要记录；不满意或没有解决，还要写明原因。",
                "Once reached, all three answers are needed, and a reason when it is not solved or not satisfactory."
            ),
            Refusal.ReinspectionMissing => new(
                409,
                "reinspection-missing",
                "这件诉求须由办理人以外的人复查通过后再结案。",
                "Somebody other than the handler must look at the result and find it in order before it is closed."
            ),
            Refusal.AlreadyReinspected => new(
                409,
                "already-reinspected",
                "这件诉求已经复查通过，不需要再查。",
                "The result has been looked at and was found in order."
            ),
            Refusal.LookMissing => new(
                422,
                "look-missing",
                "请附现场照片，或写明看到的情况（至少4个字）。",
                "Add a photo, or say what was seen, four characters or more."
            ),
            Refusal.VerificationOver => new(
                409,
                "verification-over",
                "这处已不用核实：已核实过、已派单，或过了核实时限。",
                "There is nothing to verify any more: somebody has, it is dispatched, or the time for it is over."
            ),
            Refusal.VerificationMissing => new(
                422,
                "verification-missing",
                "请附现场照片；没有发现的，还要写明看到的情况（至少4个字）。",
                "Add a photo of the place; where nothing was found, say what was seen too, four characters or more."
            ),
            Refusal.NotRefuted => new(
                409,
                "not-refuted",
                "只有到现场核实、没有发现的诉求，才能不予立案；诉求人有异议的，请派单办理。",
                "Only what an inspector looked for and did not find may be left at that, and not again once the requester objects."
            ),
            Refusal.UnknownUnit => new(
                422,
                "unknown-unit",
                "没有这个单位，请重新选择。",
                "There is no such unit."
            ),
            Refusal.UnknownClass => new(
                422,
                "unknown-class",
                "没有这个诉求分类，请重新选择。",
                "There is no such class."
            ),
            Refusal.PurposeMissing => new(
                422,
                "purpose-missing",
                "请写明查看的用途（至少四个字），这次查看会留下记录。",
                "State the purpose (four characters or more); the look is recorded."
            ),
            Refusal.NothingToReveal => new(
                404,
                "nothing-to-reveal",
                "诉求人没有留下姓名和电话。",
                "The requester left neither name nor telephone."
            ),
            Refusal.AlreadyErased => new(
                410,
                "already-erased",
                "诉求人的个人信息已经按要求清除。",
                "The requester's personal data was erased on request."
            ),
            Refusal.TaskOpen => new(
                409,
                "task-open",
                $"会商确定的建设整改任务还有{Fact(refused, "tasks")}项没有完成，完成后才能报告办理结果和结案。",
                $"{Fact(refused, "tasks")} task(s) to build or repair are still open; the result can be reported, and the case closed, once they are done."
            ),
            _ => LaterRefusals.Words(refused),
        };

    /// <summary>A fact of a refusal as text; empty when it has none of that name.</summary>
    public static string Fact(Refused refused, string name) =>
        refused.Facts.FirstOrDefault(fact => fact.Name == name).Value?.ToString() ?? "";
}
