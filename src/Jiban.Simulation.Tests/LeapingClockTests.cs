using Jiban.Simulation.City;

namespace Jiban.Simulation.Tests;

/// <summary>The clock of a run.</summary>
public sealed class LeapingClockTests
{
    private readonly LeapingClock _clock = new(new(2026, 10, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    [Fact]
    public void What_repeats_fires_once_for_a_leap_and_waits_its_time_again()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(
            _ => fired++,
            null,
            TimeSpan.FromSeconds(3),
            TimeSpan.FromSeconds(3)
        );

        _clock.Advance(TimeSpan.FromHours(15));
        Assert.Equal(1, fired);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, fired);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, fired);
    }

    [Fact]
    public void What_is_due_once_fires_once_and_not_when_it_was_put_away()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(
            _ => fired++,
            null,
            TimeSpan.FromMinutes(1),
            Timeout.InfiniteTimeSpan
        );
        var away = _clock.CreateTimer(
            _ => fired += 100,
            null,
            TimeSpan.FromMinutes(1),
            Timeout.InfiniteTimeSpan
        );
        away.Dispose();

        _clock.Advance(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(9));

        Assert.Equal(1, fired);
    }
}
