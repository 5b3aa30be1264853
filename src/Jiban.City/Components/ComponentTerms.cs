namespace Jiban.City.Components;

/// <summary>What holds for a component for a time.</summary>
internal enum TermsKind
{
    /// <summary>When a lamp burns, by season.</summary>
    Schedule,

    /// <summary>Until when its maker answers for faults.</summary>
    Warranty,

    /// <summary>What a charger costs.</summary>
    Tariff,
}

/// <summary>When a lamp burns; together the seasons cover the year once.</summary>
internal sealed record Schedule(IReadOnlyList<Season> Seasons)
{
    private const int MostSeasons = 12;

    /// <summary>Whether every day of a year, a leap year's too, lies in exactly one season.</summary>
    public bool CoversTheYear()
    {
        if (Seasons.Count is 0 or > MostSeasons || !Seasons.All(season => season.IsWellFormed))
        {
            return false;
        }

        var days = Enumerable.Range(0, 366).Select(new DateOnly(2024, 1, 1).AddDays);
        return days.All(day => Seasons.Count(season => season.Holds(day)) == 1);
    }
}

/// <summary>One season, first and last day as <c>MM-dd</c>; it may run over the end of the year.</summary>
/// <param name="On">When it is lit; later than <paramref name="Off"/> when it burns through the night.</param>
internal sealed record Season(string From, string Until, TimeOnly On, TimeOnly Off)
{
    public bool IsWellFormed => IsDay(From) && IsDay(Until) && On != Off;

    public bool Holds(DateOnly day)
    {
        var at = day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (after, before) = (
            string.CompareOrdinal(From, at) <= 0,
            string.CompareOrdinal(at, Until) <= 0
        );
        return string.CompareOrdinal(From, Until) <= 0 ? after && before : after || before;
    }

    private static bool IsDay(string text) =>
        text.Length == 5
        && DateOnly.TryParseExact(
            "2024-" + text,
            "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out _
        );
}

/// <param name="By">Who answers for faults.</param>
/// <param name="Ends">The last day.</param>
internal sealed record Warranty(string By, DateOnly Ends);
