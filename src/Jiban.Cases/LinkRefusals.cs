using Jiban.Platform.Web;

namespace Jiban.Cases;

/// <summary>The words of refusals about how cases stand to each other, and about other ends than a result.</summary>
internal static class LinkRefusals
{
    public static Problem Words(Refused refused) =>
        refused.Why switch
        {
            Refusal.JoinedToIncident => new(
                409,
                "joined-to-incident",
                "这件诉求已并入同一事件，请在主单上办理。",
                "The case is joined to an incident: act on its leading case."
            ),
            Refusal.LeadsIncident => new(
                409,
                "leads-incident",
                "有诉求并在这件名下，请先把它们拆开。",
                "Other cases are joined to this one; take them out first."
            ),
            Refusal.IncidentOver => new(
                409,
                "incident-over",
                "这件诉求已经有了办理结果或已挂账，不能再并案。",
                "The case has a result or is suspended; it can't be joined any more."
            ),
            Refusal.IncidentOtherWay => new(
                409,
                "incident-other-way",
                "这件诉求的办理已经走在主单前面，请以它为主单。",
                "This case is further on than the leading one: let it lead."
            ),
            Refusal.IncidentOfItself => new(
                422,
                "incident-of-itself",
                "不能把诉求并入它自己。",
                "A case can't be joined to itself."
            ),
            Refusal.NotOfIncident => new(
                404,
                "not-of-incident",
                "这件诉求不在这次并案里，可能已经拆出。",
                "The case is not of this incident; perhaps it was taken out already."
            ),
            Refusal.NoEarlierCase => new(
                422,
                "no-earlier-case",
                "没有这样一件更早的诉求，或者它不在您的权限范围内。",
                "There is no such earlier case, or it is not yours to see."
            ),
            Refusal.NotARepeat => new(
                409,
                "not-a-repeat",
                "这件诉求没有标为重复。",
                "The case is not linked as a repeat."
            ),
            Refusal.RepeatNeedsLeader => new(
                409,
                "repeat-needs-leader",
                "这是重复诉求，而且办理结果与上次相同，请由领导审核后结案。",
                "This is a repeat that ended the same way before: a leader must close it."
            ),
            Refusal.NothingSuspected => new(
                409,
                "nothing-suspected",
                "没有需要判断的恶意占线提示，可能已经有人判断过了。",
                "Nothing is flagged here; perhaps somebody has judged it already."
            ),
            Refusal.SplitTooLate => new(
                409,
                "split-too-late",
                "单位已经签收，不能再拆单；涉及其他单位的，可以请协办或吹哨。",
                "A unit has signed: it can't be split any more. Ask others to assist, or blow a whistle."
            ),
            Refusal.AlreadyAPart => new(
                409,
                "already-a-part",
                "这件诉求本身就是拆出来的，不能再拆。",
                "The case is itself a part of another; it is not split again."
            ),
            Refusal.OrderNotSplit => new(
                409,
                "order-not-split",
                "市12345转来的工单只有一个编号、一个时限和一个结果，不能拆单；涉及其他单位的，可以请协办或吹哨。",
                "An order of the city's line has one number, one limit and one result: it is not split. Ask others to assist, or blow a whistle."
            ),
            Refusal.AssistanceReported => new(
                409,
                "assistance-reported",
                "您的单位没有待反馈的协办任务。",
                "Your unit has no assistance to report here."
            ),
            Refusal.EndTooLate => new(
                409,
                "end-too-late",
                "这件诉求已经挂账或有了办理结果，不能这样结案。",
                "The case is suspended or has a result; it can't be ended this way."
            ),
            Refusal.EndInDanger => new(
                409,
                "end-in-danger",
                "涉及生命安全的诉求不能这样结案。",
                "A case of danger to life is not ended this way."
            ),
            Refusal.NoPraise => new(
                409,
                "no-praise",
                "这件诉求不是表扬。",
                "The case is not one of praise."
            ),
            Refusal.UnknownPraised => new(
                422,
                "unknown-praised",
                "没有找到被表扬的诉求，请核对编号；不知道编号可以留空。",
                "There is no such case to praise; check the number, or leave it empty."
            ),
            Refusal.UnknownEntry => new(
                422,
                "unknown-entry",
                "没有这条记录，或者它本身就是更正。",
                "There is no such entry, or it is itself a correction."
            ),
            Refusal.OthersEntry => new(
                403,
                "others-entry",
                "只能更正自己写的记录，或者请上级更正。",
                "Only the one who wrote it, or somebody above, may correct an entry."
            ),
            Refusal.NotDrawn => new(
                409,
                "not-drawn",
                "这件诉求没有被抽中，或者已经抽查过了。",
                "The case was not drawn for a control call-back, or was asked already."
            ),
            Refusal.OthersCase => new(
                403,
                "others-case",
                "只能移交自己签收的诉求，或者请领导移交。",
                "You may hand over your own cases only; ask your leader for others."
            ),
            Refusal.UnknownColleague => new(
                422,
                "unknown-colleague",
                "请选择本单位另一位能办理诉求的同事。",
                "Choose another colleague of the same unit who handles cases."
            ),
            Refusal.NotYourOperation => new(
                403,
                "not-allowed",
                "您的岗位不能做这项操作。",
                "Your role may not do this."
            ),
            Refusal.Confidential => new(
                403,
                "confidential",
                "诉求人要求保密，由受理中心联系。",
                "The requester stays confidential; the centre does the contact."
            ),
            Refusal.UnitContacts => new(
                403,
                "unit-contacts",
                "这件诉求没有要求保密，由承办单位联系诉求人。",
                "The requester is not confidential; the unit that handles the case does the contact."
            ),
            Refusal.MeasurementMalformed => new(
                422,
                "measurement-malformed",
                "监测数据请写明项目、数值、限值和单位，最多20项。",
                "A measurement needs what, value, limit and unit; at most twenty."
            ),
            Refusal.MeasurementContradicts => new(
                422,
                "measurement-contradicts",
                "检测值不在限值之内，不能报“检测达标”或“已解释说明”。",
                "A measured value is beyond its limit: \"meets the standard\" and \"explained\" do not fit."
            ),
            Refusal.SeenBefore => new(
                422,
                "seen-before",
                "现场查看的时间早于这件诉求要看的内容，尚未提交。请再到现场看一次，重新拍照。",
                "It was looked at before there was anything to look at, and nothing was filed. Please look again and take new photos."
            ),
            Refusal.SiteContradicts => new(
                422,
                "site-contradicts",
                $"现场测过：计划{Refusals.Fact(refused, "planned")}，实测{Refusals.Fact(refused, "found")}。与计划不符的，不能报“检测达标”或“已解释说明”；已经调好的，请到现场再测一次。",
                $"It was measured on site: planned {Refusals.Fact(refused, "planned")}, found {Refusals.Fact(refused, "found")}. That is not explained away: choose another outcome, or measure again once it is put right."
            ),
            _ => throw new InvalidOperationException($"No words for {refused.Why}."),
        };
}
