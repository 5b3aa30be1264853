using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Dispatch.Understanding;

/// <summary>Reads by when somebody wishes a thing done. What is past, a habit, a count or somebody else's promise is no wish.</summary>
internal static class ReadWish
{
    private const int MostDays = 366;
    private const string Numerals = "一二三四五六七八九";

    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create("，,。！？!?;；");

    /// <summary>When people begin to work: by then a paper is needed that is wanted "tomorrow".</summary>
    private static readonly TimeOnly WorkBegins = new(9, 0);

    private static readonly TimeOnly WorkEnds = new(18, 0);

    /// <summary>The traditional forms of the characters that such words are written with.</summary>
    private static readonly Dictionary<char, char> Simplified =
        "週周點点內内號号後后個个時时兩两請请辦办須须務务這这會会禮礼從从過过報报間间處处決决復复還还說说諾诺應应當当為为無无發发現现連连續续實实開开學学簽签盡尽發发裡里達达來来給给於于嗎吗"
            .Chunk(2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private readonly record struct Moment(DateTimeOffset At, Func<DateOnly, bool> IsWorkday)
    {
        public DateOnly Today => CivilTime.DayOf(At);
    }

    /// <inheritdoc cref="WishedTime.Of"/>
    public static WishedTime? Of(string? text, DateTimeOffset at, Func<DateOnly, bool> isWorkday)
    {
        var plain = Written(text);
        var now = new Moment(at, isWorkday);
        // What one form has read, or has seen to be no wish, no later one reads otherwise: 下周三下午三点前 is no hour of today.
        var read = new List<Range>();
        WishedTime? first = null;
        foreach (var (form, byOf, isMeant) in Forms)
        {
            foreach (Match match in form.Matches(plain))
            {
                var (from, until) = (match.Index, match.Index + match.Length);
                if (read.Exists(other => from < other.End.Value && other.Start.Value < until))
                {
                    continue;
                }

                read.Add(from..until);
                if (
                    isMeant(plain, match)
                    && byOf(match, now) is { } by
                    && by > at
                    && !(first?.By <= by)
                )
                {
                    first = new WishedTime(by, match.Value);
                }
            }
        }

        return first;
    }

    private static readonly (
        Regex Form,
        Func<Match, Moment, DateTimeOffset?> Read,
        Func<string, Match, bool> IsMeant
    )[] Forms =
    [
        (WishWords.OnDay(), OnDay, IsMeant),
        (WishWords.OnWeekday(), OnWeekday, IsMeant),
        (WishWords.ByEnd(), ByEnd, IsMeant),
        (WishWords.OnDate(), OnDate, IsMeant),
        (WishWords.Within(), Within, IsMeant),
        (WishWords.AtHour(), AtHour, IsMeantAtHour),
        (WishWords.Asked(), (match, now) => OfSpan(match.Groups["span"].Value, now), IsMeant),
        (WishWords.English(), InEnglish, IsMeantInEnglish),
    ];

    /// <summary>The message in plain form, with the characters of time words simplified.</summary>
    private static string Written(string? text)
    {
        var plain = PlainText.Of(text).ToCharArray();
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = Simplified.GetValueOrDefault(plain[i], plain[i]);
        }

        return new string(plain);
    }

    private static bool IsMeant(string plain, Match match) =>
        !WishWords.NotMeantBefore().IsMatch(Back(plain, match))
        && !WishWords.NotMeantBehind().IsMatch(Ahead(plain, match));

    private static bool IsMeantAtHour(string plain, Match match)
    {
        var clause = Clause(plain, match);
        return IsMeant(plain, match)
            && WishWords.AsksForIt().IsMatch(clause)
            && !WishWords.IsHabit().IsMatch(clause);
    }

    private static bool IsMeantInEnglish(string plain, Match match) =>
        !WishWords.NotMeantInEnglish().IsMatch(Back(plain, match, 40));

    private static string Back(string plain, Match match, int most = 16) =>
        plain[Math.Max(0, match.Index - most)..match.Index];

    private static string Ahead(string plain, Match match)
    {
        var end = match.Index + match.Length;
        return plain[end..Math.Min(plain.Length, end + 12)];
    }

    private static string Clause(string plain, Match match)
    {
        var from = plain.AsSpan(0, match.Index).LastIndexOfAny(ClauseMarks) + 1;
        var end = match.Index + match.Length;
        var until = plain.AsSpan(end).IndexOfAny(ClauseMarks);
        return plain[from..(until < 0 ? plain.Length : end + until)];
    }

    private static DateTimeOffset? OnDay(Match match, Moment now)
    {
        var word = match.Groups["day"].Value;
        var day = DayOf(word, now);
        var part =
            match.Groups["part"].Success ? match.Groups["part"].Value
            : word[^1] is '早' ? "早上"
            : word[^1] is '晚' ? "晚上"
            : "";
        // By the start of work of a later day on which it is needed, or before which it shall be done (S2); the rest of this day.
        return Instant(
            day,
            part,
            match,
            day > now.Today && !match.Value.EndsWith('内')
                ? CivilTime.At(day, WorkBegins)
                : EndOf(day)
        );
    }

    private static DateTimeOffset? OnWeekday(Match match, Moment now)
    {
        var monday = Monday(now.Today);
        var weekday = "一二三四五六日".IndexOf(
            match.Groups["week"].Value.Replace('天', '日').Replace('末', '六')[0],
            StringComparison.Ordinal
        );
        var day = monday.AddDays(weekday);
        var which = match.Groups["which"].Value;
        day =
            which.StartsWith('下') ? day.AddDays(7)
            : which.Length == 0 && day < now.Today ? day.AddDays(7)
            : day;
        return Instant(day, match.Groups["part"].Value, match, EndOf(day));
    }

    private static DateTimeOffset? ByEnd(Match match, Moment now) =>
        match.Groups["which"].Value.StartsWith('下')
            ? OfSpan("下" + match.Groups["unit"].Value, now)
            : OfSpan("本" + match.Groups["unit"].Value, now);

    private static DateTimeOffset? OnDate(Match match, Moment now)
    {
        var (month, date) = (Int(match, "month"), Int(match, "date"));
        var year = match.Groups["year"].Success ? Int(match, "year") : now.Today.Year;
        if (DayOrNull(year, month, date) is not { } day)
        {
            return null;
        }

        // A date without a year that lies far back is one of the next year.
        if (!match.Groups["year"].Success && day < now.Today.AddDays(-MostDays / 2))
        {
            day = day.AddYears(1);
        }

        return Instant(day, match.Groups["part"].Value, match, EndOf(day));
    }

    private static DateTimeOffset? Within(Match match, Moment now)
    {
        var half = match.Groups["half"].Success ? 0.5 : 0;
        if (Number(match.Groups["n"].Value) is not { } amount)
        {
            return null;
        }

        return After(amount + half, match.Groups["unit"].Value, now);
    }

    private static DateTimeOffset? After(double amount, string unit, Moment now)
    {
        var days = unit switch
        {
            "周" or "星期" or "礼拜" => amount * 7,
            "天" or "日" => amount,
            "月" => amount * 30,
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
            _ => now.At.AddDays(days),
        };
    }

    private static DateTimeOffset? AtHour(Match match, Moment now)
    {
        var by = Instant(now.Today, match.Groups["part"].Value, match, now.At);
        return by <= now.At ? by?.AddDays(1) : by;
    }

    private static DateTimeOffset? InEnglish(Match match, Moment now)
    {
        var groups = match.Groups;
        if (groups["n"].Success)
        {
            string[] words = ["", "one", "two", "three", "four", "five", "six", "seven"];
            var amount = Array.IndexOf(words, groups["n"].Value) is > 0 and var word
                ? word
                : Int(match, "n");
            var unit = groups["unit"].Value;
            return After(
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
            return EndOf(now.Today.AddDays(ahead));
        }

        if (groups["month"].Success)
        {
            var month =
                "janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(
                    groups["month"].Value,
                    StringComparison.Ordinal
                ) / 3;
            return DayOrNull(now.Today.Year, month + 1, Int(match, "date")) is { } day
                ? EndOf(day < now.Today.AddDays(-MostDays / 2) ? day.AddYears(1) : day)
                : null;
        }

        if (groups["hour"].Success)
        {
            var hour = Int(match, "hour");
            return hour is < 1 or > 12
                ? null
                : AtOrNextDay(hour % 12 + (groups["part"].Value == "pm" ? 12 : 0), now);
        }

        return groups["span"].Value switch
        {
            "today" or "tonight" => OfSpan("今天", now),
            "tomorrow" => CivilTime.At(now.Today.AddDays(1), WorkBegins),
            var span when span.EndsWith("day", StringComparison.Ordinal) => OfSpan("今天", now),
            var span when span.EndsWith("week", StringComparison.Ordinal) => OfSpan("本周", now),
            var span when span.EndsWith("month", StringComparison.Ordinal) => OfSpan("本月", now),
            _ => OfSpan("本年", now),
        };
    }

    private static DateTimeOffset AtOrNextDay(int hour, Moment now)
    {
        var by = CivilTime.At(now.Today, new TimeOnly(hour, 0));
        return by <= now.At ? by.AddDays(1) : by;
    }

    /// <summary>The end of a day, week, month or year that is named.</summary>
    private static DateTimeOffset? OfSpan(string span, Moment now)
    {
        var today = now.Today;
        var next = span.StartsWith('下') ? 1 : 0;
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

    private static DateOnly DayOf(string word, Moment now) =>
        now.Today.AddDays(
            word switch
            {
                "大后天" => 3,
                "后天" => 2,
                "明天" or "明日" or "明早" or "明晚" => 1,
                _ => 0,
            }
        );

    /// <summary>An hour of a day, or its part; what is said of neither is by <paramref name="otherwise"/>. Null for no hour of a day.</summary>
    private static DateTimeOffset? Instant(
        DateOnly day,
        string part,
        Match match,
        DateTimeOffset otherwise
    )
    {
        if (!match.Groups["hour"].Success)
        {
            return part switch
            {
                "" => otherwise,
                "早上" or "早晨" or "一早" or "凌晨" or "上班" => CivilTime.At(day, WorkBegins),
                "上午" or "中午" => CivilTime.At(day, new TimeOnly(12, 0)),
                "下午" or "下班" => CivilTime.At(day, WorkEnds),
                _ => EndOf(day),
            };
        }

        var minute =
            match.Groups["minute"].Success ? Int(match, "minute")
            : match.Groups["half"].Success ? 30
            : 0;
        if (Number(match.Groups["hour"].Value) is not { } said || said > 24 || said % 1 != 0)
        {
            return null;
        }

        var hour = (int)said;
        hour += part is "下午" or "傍晚" or "晚上" or "夜里" && hour is > 0 and < 12 ? 12 : 0;
        return CivilTime.StartOf(day).AddHours(hour).AddMinutes(minute);
    }

    private static DateTimeOffset EndOf(DateOnly day) => CivilTime.StartOf(day.AddDays(1));

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly MonthEnd(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly? DayOrNull(int year, int month, int date) =>
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

    private static int Int(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>A number up to 99 in digits or Chinese; null for what is none.</summary>
    private static double? Number(string word)
    {
        if (word == "半")
        {
            return 0.5;
        }

        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return digits;
        }

        var ten = word.IndexOf('十', StringComparison.Ordinal);
        return ten < 0
            ? word.Length == 1
                ? Digit(word[0])
                : null
            : (
                ten == 0 ? 1
                : ten == 1 ? Digit(word[0])
                : null
            ) * 10
                + (
                    word.Length == ten + 1 ? 0
                    : word.Length == ten + 2 ? Digit(word[^1])
                    : null
                );
    }

    private static double? Digit(char c) =>
        c == '两' ? 2
        : Numerals.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? i + 1
        : null;
}
