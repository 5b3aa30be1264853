using Jiban.Cases.Ends;
using Jiban.Cases.Links;
using Jiban.Cases.Requests;
using Jiban.Cases.Twins;
using Jiban.City.Contracts;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;

namespace Jiban.Cases.Lists;

/// <summary>How a case stands to others, and other ends than a result, in words.</summary>
internal static class LinkLines
{
    /// <summary>What happened at the lead of the incident, out of the entry by which a joined case was told.</summary>
    public static JournalEntry AtTheLead(JournalEntry step)
    {
        var facts = CanonicalJson.Read<IncidentStepFacts>(step.Data);
        return step with { Kind = facts.Kind, Data = facts.Data };
    }

    /// <summary>As staff read it; null for a kind that is not of these.</summary>
    public static (string Zh, string En)? ForStaff(JournalEntry entry, CitySnapshot city) =>
        entry.Kind switch
        {
            Happened.IncidentStep => WhistleLines.ForStaff(AtTheLead(entry), city) is var (zh, en)
                ? ($"主单：{zh}", $"Leading case: {en}")
                : null,
            Happened.JoinedIncident => Joined(CanonicalJson.Read<JoinedIncidentFacts>(entry.Data)),
            Happened.LeftIncident => Numbered(
                CanonicalJson.Read<LeftIncidentFacts>(entry.Data).LeadNumber,
                "从主单{0}拆出",
                "Taken out of {0}"
            ),
            Happened.MemberJoined => Numbered(
                CanonicalJson.Read<MemberFacts>(entry.Data).Number,
                "{0}并入本单",
                "{0} was joined to this case"
            ),
            Happened.MemberLeft => Numbered(
                CanonicalJson.Read<MemberFacts>(entry.Data).Number,
                "{0}从本单拆出",
                "{0} was taken out of this case"
            ),
            Happened.TwinDenied => Numbered(
                CanonicalJson.Read<TwinDeniedFacts>(entry.Data).OtherNumber,
                "与{0}不是同一件事",
                "Not the same as {0}"
            ),
            Happened.RepeatLinked => Repeat(CanonicalJson.Read<RepeatLinkedFacts>(entry.Data)),
            Happened.RepeatLikely => Likely(CanonicalJson.Read<RepeatLikelyFacts>(entry.Data)),
            Happened.RepeatUnlinked => ("取消重复标记", "No repeat after all"),
            Happened.AbuseSuspected => Suspected(
                CanonicalJson.Read<AbuseSuspectedFacts>(entry.Data)
            ),
            Happened.AbuseJudged => CanonicalJson.Read<AbuseJudgedFacts>(entry.Data).Confirmed
                ? ("判定为恶意占线", "Judged an abuse of the line")
                : ("判定不是恶意占线", "Judged no abuse of the line"),
            Happened.Split => Split(CanonicalJson.Read<SplitFacts>(entry.Data)),
            Happened.AssistanceAsked => Assistance(
                CanonicalJson.Read<AssistanceAskedFacts>(entry.Data),
                city
            ),
            Happened.AssistanceReported => Numbered(
                UnitName
                    .Of(city, CanonicalJson.Read<AssistanceReportedFacts>(entry.Data).Unit)
                    .Name,
                "{0}反馈协办情况",
                "{0} reported its part"
            ),
            Happened.LegalPathTold => Path(CanonicalJson.Read<LegalPathFacts>(entry.Data).Path),
            Happened.PraiseAccepted => CanonicalJson.Read<PraiseAcceptedFacts>(entry.Data).OfNumber
                is { } praised
                ? ($"表扬{praised}的办理", $"Praise for {praised}")
                : ("表扬已转达", "The thanks were passed on"),
            Happened.Praised => Numbered(
                CanonicalJson.Read<PraisedFacts>(entry.Data).PraiseNumber,
                "收到市民表扬（{0}）",
                "Praised by a citizen ({0})"
            ),
            Happened.Corrected => Numbered(
                $"{CanonicalJson.Read<CorrectedFacts>(entry.Data).Seq}",
                "更正第{0}条记录",
                "Corrects entry {0}"
            ),
            Happened.ClassCorrected => Class(CanonicalJson.Read<ClassCorrectedFacts>(entry.Data)),
            Happened.Worded => ("听录音写下了文字", "Listened to the recording and wrote it down"),
            Happened.WishChanged => Wish(CanonicalJson.Read<WishChangedFacts>(entry.Data)),
            Happened.HandedOver => ("移交给同事办理", "Handed over to a colleague"),
            Happened.Controlled => CanonicalJson.Read<ControlledFacts>(entry.Data).Agrees switch
            {
                true => ("抽查回访：与回访结果一致", "Control call-back: agrees"),
                false => ("抽查回访：与回访结果不一致", "Control call-back: differs"),
                null => ("抽查回访未接通", "Control call-back: not reached"),
            },
            _ => null,
        };

    private static (string, string) Class(ClassCorrectedFacts facts) =>
        (
            $"类别由“{facts.NameBefore}”更正为“{facts.Name}”",
            $"Class corrected from {facts.NameBefore} to {facts.Name}"
        );

    private static (string, string) Wish(WishChangedFacts facts) =>
        facts.Limit is { } limit
            ? (
                $"期望时限更正为{CivilTime.Of(limit):M月d日 HH:mm}",
                $"The limit of the wish is set to {CivilTime.Of(limit):d MMMM HH:mm}"
            )
            : (
                "取消按期望提前的时限，恢复原办理时限",
                "The limit of the wish is struck; that of the class holds again"
            );

    private static (string, string) Joined(JoinedIncidentFacts facts) =>
        facts.Why is { } why
            ? TwinWords.Joined(facts.LeadNumber, why)
            : Numbered(facts.LeadNumber, "并入主单{0}", "Joined to {0}");

    /// <summary>As the requester reads it; null for what concerns staff only. Nothing of other requesters.</summary>
    public static (string Zh, string En)? ForRequester(JournalEntry entry, CitySnapshot city) =>
        entry.Kind switch
        {
            Happened.JoinedIncident => (
                "多位市民反映了同一件事，已合并为一个事件办理；每一步都会告诉您，办完后单独回访您。",
                "Others told us of the same event. It is handled as one; you hear of every step and are asked by yourself."
            ),
            Happened.LeftIncident => (
                "您的诉求改为单独办理。",
                "Your request is handled by itself again."
            ),
            Happened.AssistanceAsked => Assistance(
                CanonicalJson.Read<AssistanceAskedFacts>(entry.Data),
                city
            ),
            Happened.LegalPathTold => Path(CanonicalJson.Read<LegalPathFacts>(entry.Data).Path),
            _ => null,
        };

    private static (string, string) Numbered(string number, string zh, string en) =>
        (
            zh.Replace("{0}", number, StringComparison.Ordinal),
            en.Replace("{0}", number, StringComparison.Ordinal)
        );

    private static (string, string) Likely(RepeatLikelyFacts facts)
    {
        var (zh, en) = RepeatWords.Why(facts.Why);
        return (
            $"可能与{facts.OfNumber}是重复诉求，请人工判断（{zh}）",
            $"May repeat {facts.OfNumber}: a person must judge ({en})"
        );
    }

    private static (string, string) Repeat(RepeatLinkedFacts facts) =>
        facts.Why is { } why
            ? (
                $"文字说的是{facts.OfNumber}那件事，按规则标为重复（{RepeatWords.Why(why).Zh}）",
                $"Its words tell of {facts.OfNumber} again: linked by rule ({RepeatWords.Why(why).En})"
            )
        : facts.By is null
            ? (
                $"同一诉求人同一地点同类问题，此前有{facts.OfNumber}",
                $"The same person asked for the same thing at the same place before: {facts.OfNumber}"
            )
        : ($"标为{facts.OfNumber}的重复诉求", $"Linked as a repeat of {facts.OfNumber}");

    private static (string, string) Suspected(AbuseSuspectedFacts facts) =>
        (
            $"同一电话{facts.Hours}小时内反映{facts.Requests}次，请人工判断",
            $"{facts.Requests} requests of one telephone within {facts.Hours} hours: a person must judge"
        );

    private static (string, string) Split(SplitFacts facts)
    {
        var numbers = string.Join("、", facts.Parts.Select(part => part.Number));
        return ($"拆为{numbers}", $"Split into {numbers}");
    }

    private static (string, string) Assistance(AssistanceAskedFacts facts, CitySnapshot city)
    {
        var units = string.Join("、", facts.Units.Select(unit => UnitName.Of(city, unit).Name));
        return facts.Units.Count == 0
            ? ("不再需要协办", "No assistance any more")
            : ($"由{units}协办", $"Assisted by {units}");
    }

    private static (string, string) Path(LegalPath path)
    {
        var (zh, en) = path switch
        {
            LegalPath.Litigation => ("诉讼", "a court"),
            LegalPath.Arbitration => ("仲裁", "arbitration"),
            LegalPath.Review => ("行政复议", "administrative review"),
            LegalPath.Petition => ("信访", "the petition office"),
            LegalPath.Discipline => ("纪检监察", "discipline inspection"),
            LegalPath.Market => ("市场或社会渠道", "the market or society"),
            _ => ("法定专门程序", "a procedure laid down by law"),
        };
        return ($"这件事应通过{zh}解决：", $"This is for {en} to settle:");
    }
}
