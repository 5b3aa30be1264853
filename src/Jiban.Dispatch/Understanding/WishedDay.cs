using Jiban.Platform.Time;

namespace Jiban.Dispatch.Understanding;

/// <summary>Reckons the days and hours of a wish from the moment at which it was uttered.</summary>
internal static class WishedDay
{
    /// <summary>Who names a day farther ahead wishes for none.</summary>
    public const int MostDays = 366;

    /// <summary>When people begin to work: by then a paper is needed that is wanted "tomorrow".</summary>
    public static readonly TimeOnly WorkBegins = new(9, 0);

    public static readonly TimeOnly WorkEnds = new(18, 0);

    /// <summary>When a wish was uttered, and the calendar by which its working days count.</summary>
    public readonly record struct Moment(DateTimeOffset At, Func<DateOnly, bool> IsWorkday)
    {
        public DateOnly Today => CivilTime.DayOf(At);
    }

    /// <summary>So much of a unit of time ahead; null beyond a year.</summary>
    public static DateTimeOffset? After(double amount, string unit, Moment now)
    {
        var days = unit switch
        {
            "周" or "星期" or "礼拜" => amount * 7,
            "天" or "日" => amount,
            "月" => amount * 30,
            "年" => amount * MostDays,
            "工作日" => amount,
            "小时" or "钟头" => amount / 24,
            _ => amount / (24 * 60),
        };
        if (days > MostDays)
        {
            return null;
        }

        return unit switch
        {
            "工作日" => EndOf(WorkingDays(now, (int)Math.Ceiling(amount))),
            "天" or "日" or "周" or "星期" or "礼拜" => EndOf(
                now.Today.AddDays((int)Math.Ceiling(days))
            ),
            "月" => EndOf(
                amount < 1 ? now.Today.AddDays(15) : now.Today.AddMonths((int)Math.Ceiling(amount))
            ),
            "年" => EndOf(now.Today.AddMonths((int)Math.Ceiling(amount * 12))),
            _ => now.At.AddDays(days),
        };
    }

    /// <summary>The end of a day, week, month or year that is named.</summary>
    public static DateTimeOffset? OfSpan(string span, Moment now)
    {
        var today = now.Today;
        var next = span.Count(c => c == '下');
        return span[^1] switch
        {
            '天' or '日' or '晚' => EndOf(DayOf(span, now)),
            '末' => EndOf(Monday(today).AddDays(6)),
            '周' or '期' or '拜' => EndOf(Monday(today).AddDays(6 + 7 * next)),
            '月' => EndOf(MonthEnd(today.AddMonths(next))),
            '度' => EndOf(MonthEnd(today.AddMonths(2 - (today.Month - 1) % 3))),
            '底' or '年' or '内' => EndOf(
                span.Contains('月', StringComparison.Ordinal)
                    ? MonthEnd(today)
                    : new DateOnly(today.Year, 12, 31)
            ),
            _ => null,
        };
    }

    /// <summary>今天, 明天, 后天, 大后天 and what is said for them; any other word is this day.</summary>
    public static DateOnly DayOf(string word, Moment now) =>
        now.Today.AddDays(
            word switch
            {
                "大后天" => 3,
                "后天" => 2,
                "明天" or "明日" or "明早" or "明晚" => 1,
                _ => 0,
            }
        );

    /// <summary>The instant at which a day is over.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => CivilTime.StartOf(day.AddDays(1));

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly MonthEnd(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    /// <summary>A date of the calendar; null for 30 February and the like.</summary>
    public static DateOnly? DayOrNull(int year, int month, int date) =>
        month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, date)
            : null;

    private static DateOnly WorkingDays(Moment now, int amount)
    {
        var day = now.Today;
        // A calendar that knows no working day must not hold anybody up.
        for (var looked = 0; amount > 0 && looked < 3 * MostDays; looked++)
        {
            day = day.AddDays(1);
            amount -= now.IsWorkday(day) ? 1 : 0;
        }

        return day;
    }
}
