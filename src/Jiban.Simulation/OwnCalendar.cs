namespace Jiban.Simulation;

/// <summary>
/// Working days counted once more, with nothing of the product's: the list of autumn 2026 as it was published, and what the city's
/// administrators changed since.
/// </summary>
/// <param name="Changed">Days that are not what their weekday says; true is a day off.</param>
internal sealed record OwnCalendar(IReadOnlyDictionary<DateOnly, bool> Changed)
{
    /// <summary>China has one civil time, without summer time.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>September to December 2026; 2027 is not published.</summary>
    public static OwnCalendar Published { get; } =
        new(
            Enumerable
                .Range(25, 3)
                .Select(day => (new DateOnly(2026, 9, day), true))
                .Concat(Enumerable.Range(1, 7).Select(day => (new DateOnly(2026, 10, day), true)))
                .Append((new DateOnly(2026, 9, 20), false))
                .Append((new DateOnly(2026, 10, 10), false))
                .ToDictionary(one => one.Item1, one => one.Item2)
        );

    /// <summary>The same with one day otherwise.</summary>
    public OwnCalendar With(DateOnly day, bool isOff) =>
        new(new Dictionary<DateOnly, bool>(Changed) { [day] = isOff });

    /// <summary>The end of the n-th working day after the day of an instant: midnight in Beijing.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset from, int days)
    {
        var day = DayOf(from);
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= IsWorked(day) ? 1 : 0;
        }

        return new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Offset);
    }

    /// <summary>Whether people work on a day.</summary>
    public bool IsWorked(DateOnly day) =>
        Changed.TryGetValue(day, out var off)
            ? !off
            : day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday;

    /// <summary>The civil day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);
}
