using Jiban.Cases.Asks;
using Jiban.Cases.Clocks;
using Jiban.Cases.Meetings;
using Jiban.Cases.Requests;
using Jiban.Cases.Upstream;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

/// <summary>Asks, meetings, clocks and reopening as staff read them.</summary>
internal static class LaterTimeline
{
    /// <summary>What happened, in words; null for a kind that is not of these.</summary>
    public static (string Zh, string En)? Of(JournalEntry entry, CitySnapshot city) =>
        entry.Kind switch
        {
            Happened.ReturnAsked => ("申请退单", "Asked to return the case"),
            Happened.ReturnJudged => Judged(
                CanonicalJson.Read<ReturnJudgedFacts>(entry.Data),
                city
            ),
            Happened.ExtensionAsked => Until(
                CanonicalJson.Read<TimeAskedFacts>(entry.Data).Until,
                "申请延期到{0}",
                "Asked for time until {0}"
            ),
            Happened.ExtensionJudged => CanonicalJson
                .Read<ExtensionJudgedFacts>(entry.Data)
                .DueResolve
                is { } due
                ? Until(due, "同意延期到{0}", "Extended until {0}")
                : ("不同意延期", "Extension refused"),
            Happened.SuspensionAsked => Until(
                CanonicalJson.Read<TimeAskedFacts>(entry.Data).Until,
                "申请挂账到{0}",
                "Asked to suspend until {0}"
            ),
            Happened.SuspensionJudged => CanonicalJson.Read<SuspensionJudgedFacts>(
                entry.Data
            ) switch
            {
                { Until: { } until, Ledger: true } => Until(
                    until,
                    "同意挂账到{0}，期间不计入考核",
                    "Suspended until {0}, and not assessed meanwhile"
                ),
                { Until: { } until } => Until(until, "同意挂账到{0}", "Suspended until {0}"),
                _ => ("不同意挂账", "Suspension refused"),
            },
            Happened.Resumed => CanonicalJson.Read<ResumedFacts>(entry.Data) switch
            {
                { ReportMissed: true } => (
                    "挂账期间应报进展而未报，挂账终止，恢复办理",
                    "A report that was due did not come: the suspension ends, and it is handled again"
                ),
                { By: null } => (
                    "挂账到期，恢复办理",
                    "The suspension is over: being handled again"
                ),
                _ => ("恢复办理", "Taken up again"),
            },
            Happened.ProgressReported => ("向诉求人反馈进展", "Told the requester how it stands"),
            Happened.MeetingOffered => Moment(
                CanonicalJson.Read<MeetingOfferedFacts>(entry.Data).At,
                "约诉求人{0}见面",
                "Offered to meet on {0}"
            ),
            Happened.MeetingAnswered => Answered(
                CanonicalJson.Read<MeetingAnsweredFacts>(entry.Data)
            ),
            Happened.Met => Moment(
                CanonicalJson.Read<MetFacts>(entry.Data).At,
                "{0}与诉求人见面",
                "Met the requester on {0}"
            ),
            Happened.Reopened => Reopened(CanonicalJson.Read<ReopenedFacts>(entry.Data)),
            Happened.FollowedUp => CanonicalJson.Read<FollowedUpFacts>(entry.Data) switch
            {
                { Over: true } => (
                    "追访未接通，不再追访",
                    "Follow-up: not reached, and not tried again"
                ),
                { Reached: false } => ("追访未接通", "Follow-up: not reached"),
                { Good: true } => ("追访：没有反复", "Follow-up: it has held"),
                _ => ("追访：问题又出现", "Follow-up: it has come back"),
            },
            Happened.Alarmed => Alarmed(CanonicalJson.Read<AlarmedFacts>(entry.Data)),
            Happened.Supervised => CanonicalJson.Read<SupervisedFacts>(entry.Data) switch
            {
                { Raised: true } when entry.Actor == Actor.UpstreamName => (
                    "市12345仍不认可办理结果，提级督办",
                    "Still not taken by the city's line: raised to the leader"
                ),
                { Raised: true } => (
                    "诉求人仍不认可，提级督办",
                    "Still not taken by the requester: raised to the leader"
                ),
                { Rests: true } => ("领导决定到此为止", "The leader lets it rest"),
                _ => ("督办", "Supervised"),
            },
            Happened.SupervisionAnswered => ("回复督办", "Answered the supervision"),
            Happened.ReturnDecided => CanonicalJson.Read<ReturnDecidedFacts>(entry.Data).Accepted
                ? ("市12345同意退单", "The city's line took the order back")
                : (
                    "市12345不同意退单，继续办理",
                    "The city's line did not take the order back: the unit handles it"
                ),
            Happened.Excluded => (
                "市12345认定不纳入考核",
                "The city's line leaves it out of the assessment"
            ),
            _ => null,
        };

    /// <summary>A day as people say it: 11月20日.</summary>
    public static string Day(DateTimeOffset at, bool english)
    {
        var local = CivilTime.Of(at);
        return english
            ? local.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture)
            : $"{local.Month}月{local.Day}日";
    }

    /// <summary>A moment as people say it: 11月20日 15:04.</summary>
    public static string Time(DateTimeOffset at, bool english) =>
        $"{Day(at, english)} {CivilTime.Of(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}";

    private static (string, string) Until(DateTimeOffset at, string zh, string en) =>
        (
            zh.Replace("{0}", Day(at, false), StringComparison.Ordinal),
            en.Replace("{0}", Day(at, true), StringComparison.Ordinal)
        );

    private static (string, string) Moment(DateTimeOffset at, string zh, string en) =>
        (
            zh.Replace("{0}", Time(at, false), StringComparison.Ordinal),
            en.Replace("{0}", Time(at, true), StringComparison.Ordinal)
        );

    private static (string, string) Judged(ReturnJudgedFacts facts, CitySnapshot city)
    {
        var unit = facts.Unit is { } id ? UnitName.Of(city, id).Name : "";
        return facts.Verdict switch
        {
            ReturnVerdict.Accepted => ("同意退单", "Return accepted"),
            ReturnVerdict.Upheld => ("不同意退单，继续办理", "Return refused: the dispatch stands"),
            ReturnVerdict.Convened when facts is { MeetsAt: { } at, Units: { } units } => Moment(
                at,
                $"召集会商：{{0}}，{string.Join('、', units.Select(one => UnitName.Of(city, one).Name))}",
                $"The units meet about it on {{0}}: {string.Join(", ", units.Select(one => UnitName.Of(city, one).Name))}"
            ),
            ReturnVerdict.Convened => ("召集会商", "The units meet about it"),
            ReturnVerdict.GivenBack => (
                "向市12345申请退回",
                "The city's line is asked to take the order back"
            ),
            ReturnVerdict.Ruled => ($"裁定由{unit}承办", $"Ruled: {unit} handles it"),
            _ => ("审核退单", "Return judged"),
        };
    }

    private static (string, string) Answered(MeetingAnsweredFacts facts) =>
        facts.Answer switch
        {
            MeetingAnswer.Accept => ("诉求人同意见面", "The requester agreed to meet"),
            MeetingAnswer.Propose when facts.At is { } at => Moment(
                at,
                "诉求人希望{0}见面",
                "The requester would rather meet on {0}"
            ),
            MeetingAnswer.Decline => (
                "诉求人这次不能见面，需另行约见",
                "The requester declined this time: to be invited again"
            ),
            MeetingAnswer.NoNeed => ("诉求人表示不需要见面", "The requester needs no meeting"),
            _ => ("诉求人答复了见面邀请", "The requester answered the invitation"),
        };

    private static (string, string) Reopened(ReopenedFacts facts)
    {
        var (zh, en) = facts.Why switch
        {
            ReopenedWhy.NotSolved => ("诉求人反映没有解决", "not solved, says the requester"),
            ReopenedWhy.Rejected => ("市12345退回重办", "the city's line did not take the result"),
            ReopenedWhy.Dissatisfied => ("诉求人不满意", "the requester is not satisfied"),
            ReopenedWhy.Control => (
                "抽查回访发现没有解决",
                "a control call-back found it not solved"
            ),
            ReopenedWhy.Raised => ("提级督办", "a leader wants it"),
            ReopenedWhy.Objection => (
                "诉求人对结案有异议，重新研究",
                "the requester objects to how it ended"
            ),
            _ => ("问题又出现", "it has come back"),
        };
        return (
            $"{zh}，第{"零一二三四五六七八九"[Math.Min(facts.Handling, 9)]}次办理",
            $"Handled again ({facts.Handling}): {en}"
        );
    }

    private static (string, string) Alarmed(AlarmedFacts facts)
    {
        var (zh, en) = facts.Step switch
        {
            Step.Dispatch => ("派单", "Dispatch"),
            Step.Sign => ("签收", "Signing"),
            Step.Contact => ("联系", "Contact"),
            Step.Resolve => ("办结", "The result"),
            Step.Review => ("审核", "The review"),
            Step.CallBack => ("回访结案", "The call-back"),
            Step.Ruling => ("裁定", "The ruling"),
            Step.FollowUp => ("追访", "The follow-up"),
            Step.Control => ("抽查回访", "The control call-back"),
            Step.Promise => ("承诺事项", "What was promised"),
            _ => ("进展反馈", "A word to the requester"),
        };
        if (facts.OfAbove == true)
        {
            return facts.Level == 1
                ? (
                    "联系保密诉求人时限将到，提醒上级单位",
                    "Contact with the confidential requester is due soon: those above are reminded"
                )
                : (
                    "联系保密诉求人已超时，已告知上级单位",
                    "Contact with the confidential requester is late: those above were told"
                );
        }

        return facts.Level switch
        {
            1 when facts.Step is Step.CallBack or Step.FollowUp or Step.Control => (
                $"{zh}时限将到，提醒回访人员",
                $"{en} is due soon: whoever calls back is reminded"
            ),
            1 => ($"{zh}时限将到，提醒承办单位", $"{en} is due soon: the unit is reminded"),
            2 => ($"{zh}已超时，通知上级单位", $"{en} is late: the unit above is told"),
            _ => ($"{zh}超时未办，报领导", $"{en} is late still: the leader is told"),
        };
    }
}
