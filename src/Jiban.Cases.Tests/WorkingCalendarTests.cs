using Dapper;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform;
using Jiban.Platform.Time;
using Jiban.Testing;

namespace Jiban.Cases.Tests;

/// <summary>The calendar as it is shipped, read out of a real store (rules.md §7).</summary>
public sealed class WorkingCalendarTests : IAsyncLifetime
{
    private TestDatabase _store = null!;
    private TimeLimits _limits = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestDatabase.CreateAsync(PlatformModule.Migrations, CasesModule.Migrations);
        _limits = await new LimitsRegistry(_store.App).FollowAsync(default);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    [InlineData("2025-09-30", 5, "2025-10-14")]
    [InlineData("2024-02-09", 1, "2024-02-18")]
    [InlineData("2025-12-31", 1, "2026-01-04")]
    [InlineData("2026-11-20", 0, "2026-11-20")]
    public void Working_days_are_counted_by_the_official_calendar(
        string from,
        int amount,
        string expected
    ) =>
        Assert.Equal(
            DateOnly.Parse(expected, null),
            _limits.Calendar.AddWorkingDays(DateOnly.Parse(from, null), amount)
        );

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_its_working_days(int year, int expected)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable
            .Range(0, first.AddYears(1).DayNumber - first.DayNumber)
            .Select(first.AddDays);

        Assert.Equal(expected, days.Count(_limits.Calendar.IsWorkingDay));
        Assert.True(_limits.Calendar.IsPublished(year));
        Assert.False(_limits.Calendar.IsPublished(2027));
    }

    [Theory]
    [InlineData(Urgency.Emergency, 2)]
    [InlineData(Urgency.Urgent, 24)]
    [InlineData(Urgency.Ordinary, 24 * 7)]
    [InlineData(Urgency.Complex, 24 * 15)]
    public void The_four_tiers_are_two_hours_a_day_a_week_and_a_fortnight(
        Urgency urgency,
        int hours
    )
    {
        var start = CivilTime.At(new DateOnly(2026, 11, 20), new TimeOnly(15, 4));

        Assert.Equal(start.AddHours(hours), _limits.Due(urgency, Step.Resolve, start));
    }

    [Fact]
    public void A_limit_of_one_working_day_that_starts_on_friday_ends_with_monday()
    {
        var friday = CivilTime.At(new DateOnly(2026, 11, 20), new TimeOnly(16, 0));

        Assert.Equal(
            CivilTime.StartOf(new DateOnly(2026, 11, 24)),
            _limits.Due(Urgency.Ordinary, Step.Sign, friday)
        );
    }

    [Fact]
    public async Task A_working_day_can_end_with_the_end_of_business()
    {
        await using (var connection = await _store.App.OpenAsync(default))
        {
            await connection.ExecuteAsync(
                "update cases.setting set value = '17:30' where name = 'working_day_ends'"
            );
        }

        var limits = await new LimitsRegistry(_store.App).FollowAsync(default);
        var friday = CivilTime.At(new DateOnly(2026, 11, 20), new TimeOnly(16, 0));

        Assert.Equal(
            CivilTime.At(new DateOnly(2026, 11, 23), new TimeOnly(17, 30)),
            limits.Due(Urgency.Ordinary, Step.Sign, friday)
        );
    }
}
