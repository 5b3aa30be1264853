using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;
using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Understanding;

/// <summary>Reads by when somebody wishes a thing done. What is past, a habit, a count or somebody else's promise is no wish.</summary>
internal static class ReadWish
{
    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create("，,。！？!?;；");

    /// <inheritdoc cref="WishedTime.Of"/>
    public static WishedTime? Of(string? text, DateTimeOffset at, Func<DateOnly, bool> isWorkday)
    {
        var plain = PlainText.Of(text);
        var now = new WishedDay.Moment(at, isWorkday);
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
        Func<Match, WishedDay.Moment, DateTimeOffset?> Read,
        Func<string, Match, bool> IsMeant
    )[] Forms =
    [
        (WishWords.OnDay(), OnDay, IsMeant),
        (WishWords.OnWeekday(), OnWeekday, IsMeant),
        (WishWords.ByEnd(), ByEnd, IsMeant),
        (WishWords.OnDate(), OnDate, IsMeant),
        (WishWords.OnDayOfMonth(), OnDayOfMonth, IsMeantOnDayOfMonth),
        (WishWords.Within(), Within, IsMeant),
        (WishWords.AtHour(), AtHour, IsMeantAtHour),
        (
            WishWords.Asked(),
            (match, now) => WishedDay.OfSpan(match.Groups["span"].Value, now),
            IsMeant
        ),
        (WishWords.English(), ReadEnglishWish.By, IsMeantInEnglish),
    ];

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

    /// <summary>"15号前" may be before a house, too: it is a day where the clause asks for something.</summary>
    private static bool IsMeantOnDayOfMonth(string plain, Match match) =>
        IsMeant(plain, match) && WishWords.AsksForIt().IsMatch(Clause(plain, match));

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

    private static DateTimeOffset? OnDay(Match match, WishedDay.Moment now)
    {
        var word = match.Groups["day"].Value;
        var day = WishedDay.DayOf(word, now);
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
                ? CivilTime.At(day, WishedDay.WorkBegins)
                : WishedDay.EndOf(day)
        );
    }

    private static DateTimeOffset? OnWeekday(Match match, WishedDay.Moment now)
    {
        var monday = WishedDay.Monday(now.Today);
        var weekday = "一二三四五六日".IndexOf(
            match.Groups["week"].Value.Replace('天', '日').Replace('末', '六')[0],
            StringComparison.Ordinal
        );
        var day = monday.AddDays(weekday);
        var which = match.Groups["which"].Value;
        day =
            which.StartsWith('下') ? day.AddDays(7 * which.Count(c => c == '下'))
            : which.Length == 0 && day < now.Today ? day.AddDays(7)
            : day;
        return Instant(day, match.Groups["part"].Value, match, WishedDay.EndOf(day));
    }

    private static DateTimeOffset? ByEnd(Match match, WishedDay.Moment now) =>
        match.Groups["which"].Value is ['下', ..] which
            ? WishedDay.OfSpan(which.TrimEnd('个') + match.Groups["unit"].Value, now)
            : WishedDay.OfSpan("本" + match.Groups["unit"].Value, now);

    private static DateTimeOffset? OnDate(Match match, WishedDay.Moment now)
    {
        var (month, date) = (match.NumberOf("month"), match.NumberOf("date"));
        var year = match.Groups["year"].Success ? match.NumberOf("year") : now.Today.Year;
        if (WishedDay.DayOrNull(year, month, date) is not { } day)
        {
            return null;
        }

        // A date without a year that lies far back is one of the next year.
        if (!match.Groups["year"].Success && day < now.Today.AddDays(-WishedDay.MostDays / 2))
        {
            day = day.AddYears(1);
        }

        return Instant(day, match.Groups["part"].Value, match, WishedDay.EndOf(day));
    }

    /// <summary>A day of this month, or of the next when it is over.</summary>
    private static DateTimeOffset? OnDayOfMonth(Match match, WishedDay.Moment now)
    {
        var which = match.Groups["which"].Value;
        var date = match.NumberOf("date");
        var first = new DateOnly(now.Today.Year, now.Today.Month, 1).AddMonths(
            which.StartsWith('下') || (which.Length == 0 && date < now.Today.Day) ? 1 : 0
        );
        return WishedDay.DayOrNull(first.Year, first.Month, date) is { } day
            ? Instant(day, match.Groups["part"].Value, match, WishedDay.EndOf(day))
            : null;
    }

    private static DateTimeOffset? Within(Match match, WishedDay.Moment now)
    {
        var half = match.Groups["half"].Success ? 0.5 : 0;
        if (AmountOf(match.Groups["n"].Value) is not { } amount)
        {
            return null;
        }

        return WishedDay.After(amount + half, match.Groups["unit"].Value, now);
    }

    private static DateTimeOffset? AtHour(Match match, WishedDay.Moment now)
    {
        var by = Instant(now.Today, match.Groups["part"].Value, match, now.At);
        return by <= now.At ? by?.AddDays(1) : by;
    }

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
                "早上" or "早晨" or "一早" or "凌晨" or "上班" => CivilTime.At(
                    day,
                    WishedDay.WorkBegins
                ),
                "上午" or "中午" => CivilTime.At(day, new TimeOnly(12, 0)),
                "下午" or "下班" => CivilTime.At(day, WishedDay.WorkEnds),
                _ => WishedDay.EndOf(day),
            };
        }

        var minute =
            match.Groups["minute"].Success ? match.NumberOf("minute")
            : match.Groups["half"].Success ? 30
            : 0;
        if (AmountOf(match.Groups["hour"].Value) is not { } said || said > 24 || said % 1 != 0)
        {
            return null;
        }

        var hour = (int)said;
        hour = (part, hour) switch
        {
            // Midnight ends the evening that is spoken of: 今晚12点, 晚上0点.
            ("晚上" or "夜里", 0 or 12) => 24,
            ("凌晨", 12) => 0,
            ("下午" or "傍晚" or "晚上" or "夜里", > 0 and < 12) or ("中午", > 0 and < 5) => hour
                + 12,
            _ => hour,
        };
        return CivilTime.StartOf(day).AddHours(hour).AddMinutes(minute);
    }

    /// <summary>How many are said: 3, 十五, 半, 两. Null where it is said roughly: 一两天, 三五个.</summary>
    private static double? AmountOf(string word) =>
        word == "半" ? 0.5
        : word.Length > 1
        && !char.IsAsciiDigit(word[0])
        && !word.Contains('十', StringComparison.Ordinal)
            ? null
        : double.TryParse(
            Numerals.Arabic(word),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
        : null;
}
