using Jiban.Dispatch.Contracts;

namespace Jiban.Host.Commands;

/// <summary>The words of <c>jiban explain</c> for what a decision holds as codes.</summary>
internal static class ExplainWords
{
    public static string Of(DemandKind kind, bool english) =>
        english
            ? kind.ToString()
            : kind switch
            {
                DemandKind.Consultation => "咨询",
                DemandKind.Help => "求助",
                DemandKind.Complaint => "投诉",
                DemandKind.Report => "举报",
                DemandKind.Suggestion => "建议",
                _ => "表扬",
            };

    public static string Of(Urgency urgency, bool english) =>
        english
            ? urgency.ToString()
            : urgency switch
            {
                Urgency.Emergency => "突发",
                Urgency.Urgent => "紧急",
                Urgency.Ordinary => "一般",
                _ => "复杂",
            };

    public static string Of(Feeling feeling, bool english) =>
        english
            ? feeling.ToString()
            : feeling switch
            {
                Feeling.Anger => "愤怒",
                Feeling.Worry => "担忧",
                Feeling.Distress => "难过",
                Feeling.Disappointment => "失望",
                Feeling.Pleading => "恳求",
                _ => "感谢",
            };

    public static string Of(DispatchMode mode, bool english) =>
        (mode, english) switch
        {
            (DispatchMode.Directed, false) => "定向派",
            (DispatchMode.ByPlace, false) => "按属地派",
            (DispatchMode.ByKind, false) => "按类别派",
            (DispatchMode.ByChoice, false) => "市民自选",
            (_, false) => "人工派",
            (DispatchMode.Directed, true) => "directed",
            (DispatchMode.ByPlace, true) => "by place",
            (DispatchMode.ByKind, true) => "by kind",
            (DispatchMode.ByChoice, true) => "by choice",
            _ => "by person",
        };
}
