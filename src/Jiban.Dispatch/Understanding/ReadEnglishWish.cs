using System.Text.RegularExpressions;
using Jiban.Platform.Time;

namespace Jiban.Dispatch.Understanding;

/// <summary>The instant of a wish in English words: by tomorrow, within three working days, before 5 pm.</summary>
internal static class ReadEnglishWish
{
    private static readonly string[] Amounts =
    [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
    ];

    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>The instant that a match of <see cref="WishWords.English"/> names; null for no day of the calendar.</summary>
    public static DateTimeOffset? By(Match match, WishedDay.Moment now)
    {
        var groups = match.Groups;
        if (groups["n"].Success)
        {
            var amount = Array.IndexOf(Amounts, groups["n"].Value) is > 0 and var word
                ? word
                : match.NumberOf("n");
            var unit = groups["unit"].Value;
            return WishedDay.After(
                amount,
                unit.Contains("ing day", StringComparison.Ordinal)
                || unit.Contains("ness day", StringComparison.Ordinal)
                    ? "工作日"
                    : unit[0] switch
                    {
                        'h' => "小时",
                        'd' => "天",
                        _ => "周",
                    },
                now
            );
        }

        if (groups["week"].Success)
        {
            var weekday = (int)Enum.Parse<DayOfWeek>(groups["week"].Value, ignoreCase: true);
            var ahead = (weekday - (int)now.Today.DayOfWeek + 7) % 7;
            return WishedDay.EndOf(
                groups["next"].Success
                    // The one of next week, as 下周五 is.
                    ? WishedDay.Monday(now.Today).AddDays(7 + ((weekday + 6) % 7))
                    : now.Today.AddDays(ahead)
            );
        }

        if (groups["month"].Success)
        {
            var month = Months.IndexOf(groups["month"].Value, StringComparison.Ordinal) / 3;
            return WishedDay.DayOrNull(now.Today.Year, month + 1, match.NumberOf("date")) is { } day
                ? WishedDay.EndOf(
                    day < now.Today.AddDays(-WishedDay.MostDays / 2) ? day.AddYears(1) : day
                )
                : null;
        }

        if (groups["hour"].Success)
        {
            var hour = match.NumberOf("hour");
            return hour is < 1 or > 12
                ? null
                : AtOrNextDay(hour % 12 + (groups["part"].Value == "pm" ? 12 : 0), now);
        }

        return groups["span"].Value switch
        {
            "today" or "tonight" => WishedDay.OfSpan("今天", now),
            "tomorrow" => CivilTime.At(now.Today.AddDays(1), WishedDay.WorkBegins),
            var span when span.EndsWith("day", StringComparison.Ordinal) => WishedDay.OfSpan(
                "今天",
                now
            ),
            var span when span.EndsWith("week", StringComparison.Ordinal) => WishedDay.OfSpan(
                "本周",
                now
            ),
            var span when span.EndsWith("month", StringComparison.Ordinal) => WishedDay.OfSpan(
                "本月",
                now
            ),
            _ => WishedDay.OfSpan("本年", now),
        };
    }

    private static DateTimeOffset AtOrNextDay(int hour, WishedDay.Moment now)
    {
        var by = CivilTime.At(now.Today, new TimeOnly(hour, 0));
        return by <= now.At ? by.AddDays(1) : by;
    }
}
