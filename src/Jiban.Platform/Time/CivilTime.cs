namespace Jiban.Platform.Time;

/// <summary>The civil time of the platform: Asia/Shanghai, named, never taken from the machine (docs/architecture.md).</summary>
public static class CivilTime
{
    /// <summary>Asia/Shanghai.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The wall clock in Asia/Shanghai at an instant.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The civil day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>The instant at which the wall clock shows <paramref name="time"/> on <paramref name="day"/>.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The first instant of a civil day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);
}
