using System.Globalization;

namespace Jiban.Assessment;

/// <summary>
/// An assessment period (考核期), named by the month in which it closes: <c>2026-11</c> is, by default, 19 October to 18 November.
/// Which days it holds is said by <see cref="PeriodCalendar"/>.
/// </summary>
internal readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    /// <summary>The period as the store keeps it: 202611.</summary>
    public int Number => (Year * 100) + Month;

    /// <summary>The period before.</summary>
    public Period Previous => Month == 1 ? new(Year - 1, 12) : new(Year, Month - 1);

    /// <summary>The period after.</summary>
    public Period Next => Month == 12 ? new(Year + 1, 1) : new(Year, Month + 1);

    /// <summary>The period of a <see cref="Number"/>.</summary>
    public static Period FromNumber(int number) => new(number / 100, number % 100);

    /// <summary>The period whose name is the month of a day.</summary>
    public static Period NamedBy(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>yyyy-MM</c>; years 1970 to 2999, so that a slip of a finger is not a period.</summary>
    public static Period? Parse(string? text) =>
        DateOnly.TryParseExact(
            text + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && day.Year is >= 1970 and <= 2999
            ? NamedBy(day)
            : null;

    /// <inheritdoc/>
    public int CompareTo(Period other) => Number.CompareTo(other.Number);

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");
}
