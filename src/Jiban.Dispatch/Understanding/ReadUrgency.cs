using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Understanding;

/// <summary>How quickly it must be done, and whether life is in danger.</summary>
internal static class ReadUrgency
{
    private const int PointsForUrgent = 2;

    /// <summary>
    /// Danger to life or property is an emergency whatever the class. Two points of different groups (a child, darkness, by
    /// tomorrow) make an ordinary matter urgent. Else the class has its tier.
    /// </summary>
    public static (Urgency Urgency, bool DangerToLife, IReadOnlyList<Reason> Reasons) Read(
        WordLists.HeardWords heard,
        DemandKind kind,
        DemandClass? demandClass
    )
    {
        // Praise tells of what is over.
        var danger = kind == DemandKind.Praise ? [] : heard.Meant(TermUse.Danger);
        if (danger.Count > 0)
        {
            var words = Wording.Quote(danger.Select(term => term.Text));
            var (zh, en) = Advice(danger[0].Target);
            return (
                Urgency.Emergency,
                true,
                [
                    new Reason(
                        "danger",
                        $"提到{words}，可能危及生命：{zh}",
                        $"{words} may mean danger to life: {en}"
                    ),
                ]
            );
        }

        var emergency = kind == DemandKind.Praise ? [] : heard.Meant(TermUse.Emergency);
        if (emergency.Count > 0)
        {
            var words = Wording.Quote(emergency.Select(term => term.Text));
            return (
                Urgency.Emergency,
                false,
                [
                    new Reason(
                        "urgency-emergency",
                        $"提到{words}，按紧急事项办理。",
                        $"{words}: an emergency."
                    ),
                ]
            );
        }

        var tier = demandClass?.Urgency ?? Urgency.Ordinary;
        var points = heard.Of(TermUse.Urgent).DistinctBy(term => term.Target).ToList();
        if (
            points.Count >= PointsForUrgent
            && tier is Urgency.Ordinary or Urgency.Complex
            && Asks(kind)
        )
        {
            var words = Wording.Quote(points.Select(term => term.Text));
            return (
                Urgency.Urgent,
                false,
                [
                    new Reason(
                        "urgency-terms",
                        $"同时提到{words}，提为急办。",
                        $"{words} together make it urgent."
                    ),
                ]
            );
        }

        return (
            tier,
            false,
            demandClass is null
                ? []
                :
                [
                    new Reason(
                        "urgency-class",
                        $"{demandClass.Name}类按{Zh(tier)}时限办理。",
                        $"{demandClass.NameEn} is {En(tier)} by its class."
                    ),
                ]
        );
    }

    private static bool Asks(DemandKind kind) =>
        kind is not (DemandKind.Suggestion or DemandKind.Praise);

    private static (string Zh, string En) Advice(string target) =>
        target switch
        {
            "ambulance120" => ("请立即拨打120。", "call 120 at once."),
            "police110" => ("请立即拨打110。", "call 110 at once."),
            _ => ("请立即拨打119或110。", "call 119 or 110 at once."),
        };

    internal static string Zh(Urgency urgency) =>
        urgency switch
        {
            Urgency.Emergency => "紧急",
            Urgency.Urgent => "急办",
            Urgency.Ordinary => "一般",
            Urgency.Complex => "复杂",
            _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
        };

    internal static string En(Urgency urgency) =>
        urgency switch
        {
            Urgency.Emergency => "an emergency",
            Urgency.Urgent => "urgent",
            Urgency.Ordinary => "ordinary",
            Urgency.Complex => "complex",
            _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
        };
}
