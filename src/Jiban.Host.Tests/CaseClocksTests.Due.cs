using System.Net;
using System.Text.Json;
using Jiban.Platform.Time;

namespace Jiban.Host.Tests;

// What the board of deadlines shows: due tomorrow, due today, late.
public sealed partial class CaseClocksTests
{
    [Fact]
    public async Task A_case_goes_from_tomorrow_to_today_at_the_midnight_of_the_city_and_is_late_a_second_after_its_hour()
    {
        await MorningAsync();
        var (id, _, _) = await SignedAsync();
        await Handler.NeedsNoMeetingAsync(id);
        var due = Next(await PageAsync(id));
        var day = CivilTime.DayOf(due);
        var midnight = CivilTime.StartOf(day);
        Assert.NotEqual(midnight, due);
        foreach (
            var (at, column) in new (DateTimeOffset, string?)[]
            {
                (CivilTime.StartOf(day.AddDays(-1)).AddSeconds(-1), null),
                (CivilTime.StartOf(day.AddDays(-1)), "tomorrow"),
                (midnight.AddSeconds(-1), "tomorrow"),
                (midnight, "today"),
                (due, "today"),
                (due.AddSeconds(1), "late"),
            }
        )
        {
            host.Clock.SetUtcNow(at);
            Assert.Equal((at, column), (at, await ColumnAsync(id)));
        }
    }

    [Fact]
    public async Task A_limit_that_ends_with_a_day_is_due_on_that_day_and_late_when_it_is_over()
    {
        await MorningAsync();
        var (id, _, _) = await RegisteredAsync();
        var page = await PageAsync(id);
        // One working day to sign, to 24:00.
        var due = Next(page);
        Assert.Equal(Due(page, "sign"), due);
        Assert.Equal(TimeSpan.Zero, CivilTime.Of(due).TimeOfDay);
        foreach (
            var (at, column) in new[]
            {
                (due.AddDays(-1).AddSeconds(-1), "tomorrow"),
                (due.AddDays(-1).AddSeconds(1), "today"),
                (due.AddSeconds(-1), "today"),
                (due.AddSeconds(1), "late"),
            }
        )
        {
            host.Clock.SetUtcNow(at);
            Assert.Equal((at, column), (at, await ColumnAsync(id)));
        }
    }

    /// <summary>Ten in the morning of the next Monday, so that an hour is the same in each run.</summary>
    private Task MorningAsync()
    {
        var day = CivilTime.DayOf(host.Clock.GetUtcNow()).AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        host.Clock.SetUtcNow(CivilTime.At(day, new(10, 0)));
        return host.CatchUpAsync();
    }

    /// <summary>The column of the board in which a case stands; each is the same as list and as number. Null for none of them.</summary>
    private async Task<string?> ColumnAsync(string id)
    {
        var found = new List<string>();
        foreach (
            var (due, count) in new[]
            {
                ("late", "late"),
                ("today", "dueToday"),
                ("tomorrow", "dueTomorrow"),
            }
        )
        {
            var items = (await Handler.Get($"/api/cases?due={due}&ids={id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("items")
                .GetArrayLength();
            var counts = (await Handler.Get($"/api/cases?ids={id}"))
                .Expect(HttpStatusCode.OK)
                .GetProperty("counts");
            Assert.Equal(items, counts.GetProperty(count).GetInt32());
            if (items > 0)
            {
                found.Add(due);
            }
        }

        Assert.True(found.Count <= 1, string.Join(", ", found));
        return found.SingleOrDefault();
    }

    private static DateTimeOffset Next(JsonElement page) =>
        page.GetProperty("nextDue").GetProperty("dueAt").GetDateTimeOffset();
}
