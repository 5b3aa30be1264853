using Jiban.Platform.Web;

namespace Jiban.Patrol.Shifts;

/// <summary>Everything that the operations on shifts and tracks refuse.</summary>
internal enum ShiftRefusal
{
    UnknownShift,
    HoursOutOfRange,
    Overlaps,
    AreaMissing,
    UnknownRegion,
    StopOutsideArea,
    Begun,
    NotNow,
    NotRunning,
    OtherRunning,
    ConsentOutdated,
    WithoutConsent,
    OffDuty,
    WeekMalformed,
}

/// <summary>From refusals to problem documents.</summary>
internal static class ShiftRefusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static Problem ToProblem(this ShiftRefusal why) =>
        why switch
        {
            ShiftRefusal.UnknownShift => new(
                404,
                "unknown-shift",
                "没有找到这个班次，或者它与您无关。",
                "There is no such shift, or it does not concern you."
            ),
            ShiftRefusal.HoursOutOfRange => new(
                422,
                "shift-hours-out-of-range",
                "班次不能早于现在结束，最长 12 小时，最多提前 60 天安排。",
                "A shift ends later than now, lasts 12 hours at most and is planned 60 days ahead at most."
            ),
            ShiftRefusal.Overlaps => new(
                409,
                "shift-overlaps",
                "这位巡查员在这段时间已有班次，没有保存。请换时间或换人。",
                "The inspector has a shift in these hours already; nothing was saved."
            ),
            ShiftRefusal.AreaMissing => new(
                422,
                "area-missing",
                "请选一个区域，或者 1 至 100 个单元网格，不能两样都选。",
                "Choose a region, or 1 to 100 cells of the grid, and not both."
            ),
            ShiftRefusal.UnknownRegion => new(
                404,
                "unknown-region",
                "没有这个区域，或者它不在本单位辖区内。",
                "There is no such region, or it is not of your unit."
            ),
            ShiftRefusal.StopOutsideArea => new(
                422,
                "stop-outside-area",
                "有站点不在所选区域内，或者重复了。请重新生成路线。",
                "A stop is not in the area or stands twice; propose the route anew."
            ),
            ShiftRefusal.Begun => new(
                409,
                "shift-begun",
                "班次已经开始或结束，不能取消。",
                "The shift has begun or is over; it can't be called off."
            ),
            ShiftRefusal.NotNow => new(
                409,
                "shift-not-now",
                "现在不在班次时间内。最早可提前 30 分钟上岗。",
                "It is not the time of the shift; it begins 30 minutes early at most."
            ),
            ShiftRefusal.NotRunning => new(
                409,
                "shift-not-running",
                "班次没有在进行。",
                "The shift is not running."
            ),
            ShiftRefusal.OtherRunning => new(
                409,
                "other-shift-running",
                "您还有一个班次没有结束，请先结束它。",
                "Another shift of yours is running; end it first."
            ),
            ShiftRefusal.ConsentOutdated => new(
                409,
                "consent-text-outdated",
                "告知内容已更新，请看过新的内容再选择。",
                "The text has changed; read it and choose again."
            ),
            ShiftRefusal.WithoutConsent => new(
                403,
                "track-without-consent",
                "您没有同意记录轨迹，这些位置没有保存。",
                "You have not consented to a track; none of these points was kept."
            ),
            ShiftRefusal.OffDuty => new(
                409,
                "track-off-duty",
                "有的位置不在班次进行期间，这一批没有保存。",
                "A point lies outside of a running shift; none of these points was kept."
            ),
            ShiftRefusal.WeekMalformed => new(
                400,
                "malformed",
                "周的写法不对，应如 2026-W48。",
                "The week is malformed; write 2026-W48."
            ),
            _ => throw new InvalidOperationException($"No words for {why}."),
        };
}
