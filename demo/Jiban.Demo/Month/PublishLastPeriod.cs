using System.Text.Json;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;

namespace Jiban.Demo.Month;

/// <summary>
/// A leader publishes the last closed period two days after it closed, as it stood then: what is called back later does not change it
/// any more (S6). The demo starts on an empty store, so the period is the shipped one: from the 19th to the 18th (rules.md §2.1).
/// </summary>
internal static class PublishLastPeriod
{
    private const int ClosingDay = 18;

    /// <summary>The last day of the period that closed last, as seen on a day.</summary>
    public static DateOnly LastClosingDay(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, ClosingDay);
        return month < today ? month : month.AddMonths(-1);
    }

    /// <summary>The day on which it is published: two days later, or today when that has not come.</summary>
    public static DateOnly DayOf(DateOnly today)
    {
        var day = LastClosingDay(today).AddDays(2);
        return day < today ? day : today;
    }

    public static async Task RunAsync(
        Desk desk,
        StaffBook staff,
        CitySnapshot city,
        DateOnly day,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var morning = CivilTime.At(day, new(9, 40));
        var doing = new Doing(
            staff.Of(Role.Leader, city.CityCentre!.UnitId, 0),
            morning < now ? morning : now,
            0
        );
        var periods = await desk.GetAsync("/api/assessment/periods", doing, cancellation);
        var closed = periods
            .GetProperty("items")
            .EnumerateArray()
            .FirstOrDefault(item => !item.GetProperty("running").GetBoolean());

        // Published already: the process died afterwards, and it stands as it was.
        if (closed.ValueKind == JsonValueKind.Undefined || closed.TryGetProperty("revision", out _))
        {
            return;
        }

        // The figures follow the journal a moment later, and longer beside another transaction: a person would press again too.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await desk.PostAsync(
                    $"/api/assessment/periods/{closed.GetProperty("period").GetString()}/publish",
                    new { Note = "经核对无误，按月公布。" },
                    doing,
                    cancellation
                );
                return;
            }
            catch (DemoRefusedException refused)
                when (tries < 240
                    && refused.Message.Contains(
                        "/problems/figures-behind",
                        StringComparison.Ordinal
                    )
                )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellation);
            }
        }
    }
}
