using Jiban.Platform.Web;

namespace Jiban.Cases;

/// <summary>The words of refusals about asks, meetings and what follows the end.</summary>
internal static class LaterRefusals
{
    public static Problem Words(Refused refused) =>
        refused.Why switch
        {
            Refusal.NotWithUnit => new(
                409,
                "not-with-unit",
                "这件诉求现在不在承办单位手里，不能做这一步。",
                "The case is not in the hands of a unit now."
            ),
            Refusal.WordsMissing => new(
                422,
                "words-missing",
                "这件诉求只有录音。请听过录音，写下说了什么，再派单。",
                "There is only a recording: listen to it and write down what it says, then dispatch the case."
            ),
            Refusal.WordsThere => new(
                422,
                "words-there",
                "这件诉求已有文字，不能另写。要补充的，请写在说明里。",
                "The case has its words; they are not written again. What is to be added goes into the note."
            ),
            Refusal.AlreadyAsked => new(
                409,
                "already-asked",
                "已有一项申请在等审核，有了结论再提新的。",
                "Something was asked for already; wait until it is judged."
            ),
            Refusal.AlreadyRuled => new(
                409,
                "already-ruled",
                "这件诉求的承办单位已经裁定，不能再退单。",
                "An arbiter has ruled whose the case is; it can't be returned again."
            ),
            Refusal.ReturnTooLate => new(
                409,
                "return-too-late",
                "已过退单时限，请继续办理；确需其他单位配合的，可以吹哨。",
                "The time to return the case is over: handle it, and call others in where they are needed."
            ),
            Refusal.ReturnProofMissing => new(
                422,
                "proof-missing",
                "退单要有依据：请附照片，或写明文件、台账的名称和内容（至少10个字）。",
                "A return needs proof: add a photo, or name the document or record and quote it, ten characters or more."
            ),
            Refusal.AlreadyConvened => new(
                409,
                "already-convened",
                "这次退单已经会商过，请按会商结果改派或者维持。",
                "The units have been called together about this return: send it to one of them, or uphold the dispatch."
            ),
            Refusal.ConveningIncomplete => new(
                422,
                "convening-incomplete",
                $"会商要选参加的单位（承办单位以外至少一个），时间应在现在之后、{Refusals.Fact(refused, "latest")}之前。",
                $"Name the units that meet, at least one besides the one that has the case, and a time after now and before {Refusals.Fact(refused, "latest")}."
            ),
            Refusal.MinutesMissing => new(
                422,
                "minutes-missing",
                "会商已经召集，请写明会商纪要（至少4个字）再作结论。",
                "The units were called together: say what came of it, four characters or more, with the verdict."
            ),
            Refusal.RaisedNeedsLeader => new(
                403,
                "raised-needs-leader",
                "这件诉求已提级督办，由领导决定再次办理或者到此为止。",
                "This case was raised: a leader says whether it is handled once more or rests."
            ),
            Refusal.NotSupervised => new(
                409,
                "not-supervised",
                "这件诉求现在没有督办，不用回复。",
                "Nobody supervises the case now; there is nothing to answer."
            ),
            Refusal.RaisedUnsettled => new(
                409,
                "raised-unsettled",
                "这件诉求已提级督办，领导作出决定后才能结案。",
                "This case was raised to a leader; it can be closed once he has said what becomes of it."
            ),
            Refusal.NothingAsked => new(
                409,
                "nothing-asked",
                "没有等待审核的申请，可能已经有人审核过了。",
                "Nothing waits to be judged; perhaps somebody has judged it already."
            ),
            Refusal.AskOver => new(
                409,
                "ask-over",
                "申请的时间已经过了，不能再批准；请退回，由单位重新申请。",
                "The time that was asked for is over: refuse it, and the unit asks anew."
            ),
            Refusal.ArbiterNeeded => new(
                409,
                "arbiter-needed",
                "这件诉求已第二次退单，由上级领导裁定承办单位。",
                "This is the second return: a leader above rules whose it is."
            ),
            Refusal.OwnAsk => new(
                403,
                "own-ask",
                "不能审核自己提出的申请，请换一位同事。",
                "Not by the one who asked: let a colleague judge it."
            ),
            Refusal.ReasonMissing => new(
                422,
                "reason-missing",
                "请写明理由，至少四个字。",
                "Give the reason, four characters or more."
            ),
            Refusal.InterimMissing => new(
                422,
                "interim-missing",
                "请写明现在怎样答复诉求人，至少四个字；申请提交后诉求人会看到。",
                "Write what the requester is told now; he reads it when you ask."
            ),
            Refusal.ExtensionTooLate => new(
                409,
                "extension-too-late",
                "办结时限已过，不能再申请延期。",
                "The limit is over: it can't be extended any more."
            ),
            Refusal.ExtensionLimit => new(
                409,
                "extension-limit",
                $"最多延期{Refusals.Fact(refused, "most")}次；办不完的，可以申请挂账。",
                $"At most {Refusals.Fact(refused, "most")} extensions; ask for a suspension instead."
            ),
            Refusal.UntilOutOfRange => new(
                422,
                "until-out-of-range",
                "日期不在可以申请的范围内。",
                "The date is outside what can be asked for."
            ),
            Refusal.PromiseIncomplete => new(
                422,
                "promise-incomplete",
                "每项承诺都要写明做什么、哪天前做到。",
                "Say of each promise what is done, and by which day ahead."
            ),
            Refusal.PlanMissing => new(
                422,
                "plan-missing",
                "挂账要有计划：至少一步，每步写明做什么、哪天前完成，不晚于挂账到期。",
                "A case is put aside with a plan: one step at least, each with what is done by which day, not after the end of the suspension."
            ),
            Refusal.UnknownPromise => new(
                422,
                "unknown-promise",
                "没有这项承诺或计划，或者已经完成了。",
                "There is no such promise or step, or it is done already."
            ),
            Refusal.NothingWished => new(
                409,
                "nothing-wished",
                "现在没有按期望提前的时限可以更正。",
                "No limit follows from a wish now that could be changed."
            ),
            Refusal.NotSuspended => new(
                409,
                "not-suspended",
                "这件诉求没有挂账。",
                "The case is not suspended."
            ),
            Refusal.MeetingMissing => new(
                409,
                "meeting-missing",
                $"请先与诉求人见面。诉求人明确表示不需要见面，或联系{Refusals.Fact(refused, "tries")}次都没有联系上，才可以不见面办结。",
                $"Meet the requester first. Only an explicit \"no need\", or {Refusals.Fact(refused, "tries")} tries that reached nobody, let a case end without a meeting."
            ),
            Refusal.MeetingByAbove => new(
                409,
                "meeting-by-above",
                $"诉求人要求保密，由上级单位、市受理中心回访员或登记人联系、约见。见面、对方明确表示不需要见面，或联系{Refusals.Fact(refused, "tries")}次都没有联系上之后，再报办理结果；可以请上级单位尽快联系。",
                $"The requester is confidential: those above, the callers of the city's centre, or whoever registered it, invite. Once they have met, there is an explicit \"no need\", or {Refusals.Fact(refused, "tries")} tries reached nobody, report the result; ask those above to see to it."
            ),
            Refusal.MeetingSettled => new(
                409,
                "meeting-settled",
                "见面的事已经有了结果。",
                "The meeting is settled."
            ),
            Refusal.MeetingOver => new(
                409,
                "meeting-over",
                "这件诉求已经有了办理结果，不再约见面。",
                "The result is there; no meeting is arranged any more."
            ),
            Refusal.MeetingTime => new(
                422,
                "meeting-time",
                $"请选现在以后、{Refusals.Fact(refused, "days")}天以内的时间。",
                $"Choose a time from now on, within {Refusals.Fact(refused, "days")} days."
            ),
            Refusal.MeetingPlace => new(
                422,
                "meeting-place",
                "请写明在哪里见面。",
                "Say where to meet."
            ),
            Refusal.MeetingIncomplete => new(
                422,
                "meeting-incomplete",
                "请写明见面地点、参加人和核实的情况。",
                "Say where, who was there and what was found."
            ),
            Refusal.MetWhen => new(
                422,
                "met-when",
                "见面时间应在受理之后、现在之前。",
                "The meeting lies after the request was received and before now."
            ),
            Refusal.NothingOffered => new(
                409,
                "nothing-offered",
                "单位还没有提出时间，您可以先提一个。",
                "The unit has not named a time yet; you may name one."
            ),
            Refusal.OfferOver => new(
                409,
                "offer-over",
                "单位提出的时间已经过了，您可以另提一个时间。",
                "The time that the unit named has passed; you may name another."
            ),
            Refusal.NoFollowUp => new(
                409,
                "no-follow-up",
                "这件诉求现在不需要追访。",
                "No follow-up is due for this case."
            ),
            Refusal.FollowUpAnswerMissing => new(
                422,
                "follow-up-answer-missing",
                "接通后请记录问题是否又出现。",
                "Once reached, say whether it has held."
            ),
            Refusal.NotAnOrder => new(
                409,
                "not-an-order",
                "这件诉求不是市12345转来的，不能向市里退单。",
                "The case was not passed on by the city's line, so it can't be given back."
            ),
            Refusal.OrderLimit => new(
                422,
                "order-limit",
                "办理时限已过，请核对。",
                "The limit of the order has passed."
            ),
            Refusal.NotGivenBack => new(
                409,
                "not-given-back",
                "没有等待答复的退回申请。",
                "No return of this order waits for a decision."
            ),
            _ => LinkRefusals.Words(refused),
        };
}
