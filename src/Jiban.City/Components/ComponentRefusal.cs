using Jiban.Platform.Web;

namespace Jiban.City.Components;

/// <summary>Everything that the operations on a component refuse, faults of a record apart (<see cref="SurveyFault"/>).</summary>
internal enum ComponentRefusal
{
    UnknownComponent,
    NotYours,
    ChangedMeanwhile,
    Removed,
    NothingChanged,
    OutsideArea,
    OtherDistrict,
    NotMoved,
    SameState,
    UnknownUnit,
    SameUnit,
    DayOutOfRange,
    EndOutOfRange,
    ReasonMissing,
    UnknownPhoto,
}

/// <summary>From refusals to problem documents.</summary>
internal static class ComponentRefusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static Problem ToProblem(this ComponentRefusal why) =>
        why switch
        {
            ComponentRefusal.UnknownComponent => new(
                404,
                "unknown-component",
                "没有找到这个部件，请核对部件标识码。",
                "There is no such component. Please check the identifier."
            ),
            ComponentRefusal.NotYours => new(
                403,
                "other-unit",
                "这个部件由其他单位负责，您不能修改。",
                "Another unit answers for this component; you may not change it."
            ),
            ComponentRefusal.ChangedMeanwhile => new(
                409,
                "changed-meanwhile",
                "这个部件刚被别人改过，您的修改没有保存。请刷新后再改。",
                "Somebody changed this component meanwhile; your change was not saved. Reload and try again."
            ),
            ComponentRefusal.Removed => new(
                409,
                "component-removed",
                "这个部件已经移除，不能再改；如原处新设部件，请另行登记。",
                "The component was removed and stays so; register a new one if another stands there now."
            ),
            ComponentRefusal.NothingChanged => new(
                422,
                "nothing-changed",
                "没有改动任何内容。",
                "Nothing was changed."
            ),
            ComponentRefusal.OutsideArea => new(
                422,
                "outside-grid",
                "这个位置不在任何单元网格内，请重新定位。",
                "The position lies in no unit grid cell. Please point again."
            ),
            ComponentRefusal.OtherDistrict => new(
                422,
                "other-district",
                "部件标识码属于原来的区，不能移到别的区；请移除后在新址登记。",
                "The identifier belongs to its district: remove the component here and register it there."
            ),
            ComponentRefusal.NotMoved => new(
                422,
                "not-moved",
                "新位置与原位置相同。",
                "The position is the same as before."
            ),
            ComponentRefusal.SameState => new(
                422,
                "same-state",
                "部件已经是这个状态；如已移除，请用“移除”。",
                "The component is in this state already; to take it away, retire it."
            ),
            ComponentRefusal.UnknownUnit => new(
                422,
                "unknown-unit",
                "没有这个单位，请重新选择。",
                "There is no such unit."
            ),
            ComponentRefusal.SameUnit => new(
                422,
                "same-unit",
                "这个单位已经承担这项责任。",
                "The unit answers for it in this role already."
            ),
            ComponentRefusal.DayOutOfRange => new(
                422,
                "day-out-of-range",
                "日期须晚于上一次交接，且不超过一年以后。",
                "The day must lie after the last handover and at most a year ahead."
            ),
            ComponentRefusal.EndOutOfRange => new(
                422,
                "end-out-of-range",
                "移除的日期不能晚于今天，也不能早于它最近一次变更的那天。",
                "The day of the end lies neither after today nor before the day of the last change."
            ),
            ComponentRefusal.ReasonMissing => new(
                422,
                "reason-missing",
                "请写明理由（至少 4 个字）。",
                "State the reason, four characters or more."
            ),
            ComponentRefusal.UnknownPhoto => new(
                404,
                "unknown-file",
                "照片不存在或已被撤回。",
                "There is no such picture, or it was taken back."
            ),
            _ => throw new InvalidOperationException($"No words for {why}."),
        };
}
