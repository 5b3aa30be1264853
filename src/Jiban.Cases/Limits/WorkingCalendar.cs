using Jiban.Platform.Time;

namespace Jiban.Cases.Limits;

/// <summary>A day that is not what its weekday says.</summary>
internal sealed record CalendarDay(DateOnly Day, bool IsOff, string Name);

/// <summary>
/// The working calendar (rules.md §7). Days that no row names follow their weekday; so does a year that is not published yet, until
/// its list is loaded.
/// </summary>
internal sealed class WorkingCalendar
{
    /// <summary>Monday to Friday, holidays or not.</summary>
    public static readonly WorkingCalendar Weekdays = new([], [], null);

    /// <summary>Every day.</summary>
    public static readonly WorkingCalendar EveryDay = new([], [], null, true);

    private readonly bool _always;
    private readonly Dictionary<DateOnly, bool> _isOff;
    private readonly HashSet<int> _published;
    private readonly TimeOnly? _endOfBusiness;

    /// <param name="endOfBusiness">When the last working day of a limit ends; null for 24:00.</param>
    public WorkingCalendar(
        IEnumerable<CalendarDay> days,
        IEnumerable<int> publishedYears,
        TimeOnly? endOfBusiness,
        bool everyDay = false
    )
    {
        _always = everyDay;
        _isOff = days.ToDictionary(day => day.Day, day => day.IsOff);
        _published = [.. publishedYears];
        _endOfBusiness = endOfBusiness;
    }

    /// <summary>Whether people work on a day.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        _always
        || (
            _isOff.TryGetValue(day, out var off)
                ? !off
                : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        );

    /// <summary>Whether the official list of a year is known.</summary>
    public bool IsPublished(int year) => _published.Contains(year);

    /// <summary>The n-th working day after a day; the day itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        while (amount > 0)
        {
            day = day.AddDays(1);
            amount -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>When a working day of a limit ends.</summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        _endOfBusiness is { } end ? CivilTime.At(day, end) : CivilTime.StartOf(day.AddDays(1));

    /// <summary>Whether an instant is the end of a working day of a limit, as they end now.</summary>
    public bool IsEnd(DateTimeOffset at) =>
        TimeOnly.FromDateTime(CivilTime.Of(at).DateTime) == (_endOfBusiness ?? TimeOnly.MinValue);

    /// <summary>The end of another day at the hour at which a deadline ended: what was given by an older setting keeps it.</summary>
    public static DateTimeOffset EndLike(DateTimeOffset given, DateOnly day)
    {
        var hour = TimeOnly.FromDateTime(CivilTime.Of(given).DateTime);
        return hour == TimeOnly.MinValue
            ? CivilTime.StartOf(day.AddDays(1))
            : CivilTime.At(day, hour);
    }
}
