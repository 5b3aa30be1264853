using Jiban.Cases.Requests;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Lists;

/// <summary>The journal as staff read it.</summary>
internal static class Timeline
{
    /// <summary>What happened, in words.</summary>
    public static string Of(JournalEntry entry, CitySnapshot city, bool english)
    {
        var (zh, en) = entry.Kind switch
        {
            Happened.Registered => Registered(CanonicalJson.Read<RegisteredFacts>(entry.Data)),
            Happened.Queued => Queued(CanonicalJson.Read<QueuedFacts>(entry.Data), city),
            Happened.Verified => Verified(CanonicalJson.Read<VerifiedFacts>(entry.Data)),
            Happened.Declined => ("不予立案", "Not taken on"),
            Happened.Dispatched => Dispatched(
                CanonicalJson.Read<DispatchedFacts>(entry.Data),
                city
            ),
            Happened.Signed => Unit(
                city,
                CanonicalJson.Read<SignedFacts>(entry.Data).Unit,
                "{0}签收",
                "{0} signed"
            ),
            Happened.Contacted => Contacted(CanonicalJson.Read<ContactedFacts>(entry.Data)),
            Happened.Resolved => Resolved(CanonicalJson.Read<ResolvedFacts>(entry.Data)),
            Happened.Reinspected => Reinspected(CanonicalJson.Read<ReinspectedFacts>(entry.Data)),
            Happened.CalledBack => CalledBack(CanonicalJson.Read<CalledBackFacts>(entry.Data)),
            Happened.Closed => Closed(CanonicalJson.Read<ClosedFacts>(entry.Data)),
            Happened.RequesterErased => (
                "按要求清除了诉求人的个人信息和文字",
                "Personal data and texts were erased on request"
            ),
            Happened.DeadlinesRecomputed => (
                "工作日历有变化，重新计算了期限",
                "Deadlines recomputed: the working calendar changed"
            ),
            _ => LaterTimeline.Of(entry, city)
                ?? LinkLines.ForStaff(entry, city)
                ?? WhistleLines.ForStaff(entry, city)
                ?? (entry.Kind, entry.Kind),
        };
        return english ? en : zh;
    }

    private static (string, string) Verified(VerifiedFacts facts)
    {
        var (zh, en) = facts.Result switch
        {
            VerifyResult.Found => ("现场核实：属实", "Looked at: it is as reported"),
            VerifyResult.NotFound => (
                "现场核实：未发现，由人工决定",
                "Looked at: nothing of it was seen; a person decides"
            ),
            _ => ("到时没有核实，直接派单", "Nobody looked in time; dispatched without"),
        };
        return Seen(facts.Seen, zh, en);
    }

    private static (string, string) Reinspected(ReinspectedFacts facts)
    {
        var (zh, en) = facts.Passed
            ? ("复查通过", "Re-inspection passed")
            : ("复查未通过，退回办理", "Re-inspection failed; back to the unit");
        return Seen(facts.Seen, zh, en);
    }

    /// <summary>With when the inspector stood there, where his phone said so.</summary>
    private static (string, string) Seen(SeenFacts? seen, string zh, string en) =>
        seen is null
            ? (zh, en)
            : (
                $"{zh}，现场查看于{LaterTimeline.Time(seen.FoundAt, false)}",
                $"{en}; seen on {LaterTimeline.Time(seen.FoundAt, true)}"
            );

    private static (string, string) Registered(RegisteredFacts facts)
    {
        var (zh, en) = facts.FoundAt is { } at
            ? (
                $"登记，现场发现于{LaterTimeline.Time(at, false)}",
                $"Registered; found on {LaterTimeline.Time(at, true)}"
            )
            : ("登记", "Registered");
        return facts.Component is { } code
            ? ($"{zh}，涉及部件{code}", $"{en}; about component {code}")
            : (zh, en);
    }

    private static (string, string) Queued(QueuedFacts facts, CitySnapshot city) =>
        facts.Verify is { } verify
            ? (
                $"先到现场核实，最迟{LaterTimeline.Time(verify.Due, false)}",
                $"An inspector looks at the place first, by {LaterTimeline.Time(verify.Due, true)}"
            )
            : Unit(
                city,
                facts.Unit,
                "{0}人工选择承办单位",
                "Waits for a person of {0} to choose the unit"
            );

    private static (string, string) Unit(CitySnapshot city, Guid unit, string zh, string en)
    {
        var name = UnitName.Of(city, unit).Name;
        return (
            zh.Replace("{0}", name, StringComparison.Ordinal),
            en.Replace("{0}", name, StringComparison.Ordinal)
        );
    }

    private static (string, string) Dispatched(DispatchedFacts facts, CitySnapshot city)
    {
        var (zh, en) = Unit(city, facts.Unit, "派给{0}", "Dispatched to {0}");
        (zh, en) = facts.Mode switch
        {
            DispatchMode.Directed => ($"定向{zh}", $"{en} (directed)"),
            DispatchMode.ByPlace => ($"按属地{zh}", $"{en} (by place)"),
            DispatchMode.ByKind => ($"按类别{zh}", $"{en} (by kind)"),
            DispatchMode.ByChoice => ($"按诉求人选择{zh}", $"{en} (by choice)"),
            DispatchMode.ByPerson => ($"人工{zh}", $"{en} (by a person)"),
            _ => (zh, en),
        };
        return facts.Urgency switch
        {
            Urgency.Emergency => ($"{zh}，改按突发办理", $"{en}, now an emergency"),
            Urgency.Urgent => ($"{zh}，改按紧急办理", $"{en}, now urgent"),
            Urgency.Ordinary => ($"{zh}，改按一般办理", $"{en}, now ordinary"),
            _ => (zh, en),
        };
    }

    private static (string, string) Contacted(ContactedFacts facts)
    {
        var (zh, en) = facts.Method switch
        {
            ContactMethod.Phone => ("电话", "telephone"),
            ContactMethod.Visit => ("上门", "a visit"),
            ContactMethod.Sms => ("短信", "SMS"),
            ContactMethod.Other => ("其他方式", "another way"),
            _ => ("", ""),
        };
        return facts switch
        {
            { Reached: true } => ($"已通过{zh}联系诉求人", $"Contacted the requester by {en}"),
            { Counts: true } => (
                $"通过{zh}联系诉求人，未联系上",
                $"Tried to reach the requester by {en}"
            ),
            _ => (
                $"通过{zh}联系诉求人，未联系上（与上一次相隔太近，不另计一次）",
                $"Tried to reach the requester by {en} (too soon after the last one to count)"
            ),
        };
    }

    private static (string, string) Resolved(ResolvedFacts facts)
    {
        var (zh, en) = facts.Outcome switch
        {
            Outcome.Solved => ("反馈结果：已解决", "Result: solved"),
            Outcome.Explained => ("反馈结果：已解释说明", "Result: explained"),
            Outcome.MeetsStandard => ("反馈结果：经检测符合标准", "Result: meets the standard"),
            Outcome.NotPossible => ("反馈结果：暂时无法解决", "Result: not possible"),
            _ => ("反馈结果", "Result"),
        };
        return MeasuredWords.After(zh, en, facts.Measured ?? []);
    }

    private static (string, string) CalledBack(CalledBackFacts facts)
    {
        if (!facts.Reached)
        {
            return facts.Counts
                ? ("回访未接通", "Call-back: not reached")
                : (
                    "回访未接通（与上一次相隔太近，不另计一次）",
                    "Call-back: not reached (too soon after the last one to count)"
                );
        }

        var solved = facts.Solved switch
        {
            Cases.Solved.Solved => ("已解决", "solved"),
            Cases.Solved.Partly => ("部分解决", "partly solved"),
            _ => ("未解决", "not solved"),
        };
        var satisfied = facts.Satisfied switch
        {
            Satisfied.Satisfied => ("满意", "satisfied"),
            Satisfied.BasicallySatisfied => ("基本满意", "basically satisfied"),
            _ => ("不满意", "dissatisfied"),
        };
        return (
            $"回访：{(facts.Contacted == true ? "已联系" : "未联系")}、{solved.Item1}、{satisfied.Item1}",
            $"Call-back: {(facts.Contacted == true ? "contacted" : "not contacted")}, {solved.Item2}, {satisfied.Item2}"
        );
    }

    private static (string, string) Closed(ClosedFacts facts) =>
        facts.How switch
        {
            ClosedHow.CalledBack => ("回访后结案", "Closed after the call-back"),
            ClosedHow.NotReached => (
                "多次回访未接通，结案",
                "Closed: the requester could not be reached"
            ),
            ClosedHow.Reinspected => ("复查后结案", "Closed after re-inspection"),
            ClosedHow.Proved => ("核对处置后的照片，结案", "Closed on the photos of the result"),
            ClosedHow.Split => ("已拆单，本单结案", "Split into cases of their own; this one ends"),
            ClosedHow.Praise => ("表扬已转达，结案", "The thanks were passed on; closed"),
            ClosedHow.LegalPath => ("已告知法定途径，结案", "The legal way was told; closed"),
            ClosedHow.Abuse => ("判定为恶意占线，结案", "Judged an abuse of the line; closed"),
            ClosedHow.ByCity => ("市12345办结", "Closed by the city's line"),
            ClosedHow.GivenBack => (
                "市12345收回，本级结案",
                "Taken back by the city's line, and closed here"
            ),
            ClosedHow.Declined => ("现场未发现，结案", "Nothing of it was seen; closed"),
            _ => ("结案", "Closed"),
        };
}
