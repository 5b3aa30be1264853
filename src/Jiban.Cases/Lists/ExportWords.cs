using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Lists;

/// <summary>The words of the exported list, in the language of who asks: those of the pages, so that a file reads like the list beside it.</summary>
internal static class ExportWords
{
    private static readonly (string Zh, string En)[] Headings =
    [
        ("编号", "Number"),
        ("状态", "State"),
        ("性质", "Kind"),
        ("分类", "Class"),
        ("紧急程度", "Urgency"),
        ("渠道", "Channel"),
        ("承办单位", "Unit"),
        ("地点", "Place"),
        ("内容", "Text"),
        ("收到时间", "Received"),
        ("派单时间", "Dispatched"),
        ("签收时间", "Signed"),
        ("反馈时间", "Result"),
        ("结案时间", "Closed"),
        ("下一期限", "Next deadline"),
    ];

    /// <summary>The first line.</summary>
    public static string[] Columns(bool english) =>
        [.. Headings.Select(heading => english ? heading.En : heading.Zh)];

    public static string Of(CaseState state, bool english) =>
        state switch
        {
            CaseState.Queued => english ? "To dispatch" : "待派单",
            CaseState.Dispatched => english ? "To sign" : "待签收",
            CaseState.Signed => english ? "In hand" : "办理中",
            CaseState.Suspended => english ? "Suspended" : "已挂账",
            CaseState.Resolved => english ? "To call back" : "待回访",
            CaseState.Closed => english ? "Closed" : "已结案",
            _ => Words.Of(state),
        };

    public static string Of(DemandKind kind, bool english) =>
        kind switch
        {
            DemandKind.Consultation => english ? "Question" : "咨询",
            DemandKind.Help => english ? "Call for help" : "求助",
            DemandKind.Complaint => english ? "Complaint" : "投诉",
            DemandKind.Report => english ? "Report" : "举报",
            DemandKind.Suggestion => english ? "Suggestion" : "建议",
            DemandKind.Praise => english ? "Praise" : "表扬",
            _ => Words.Of(kind),
        };

    public static string Of(Urgency urgency, bool english) =>
        urgency switch
        {
            Urgency.Emergency => english ? "Emergency" : "突发",
            Urgency.Urgent => english ? "Urgent" : "紧急",
            Urgency.Ordinary => english ? "Ordinary" : "一般",
            Urgency.Complex => english ? "Complex" : "复杂",
            _ => Words.Of(urgency),
        };
}
