using Jiban.Testing;

namespace Jiban.Platform.Tests.Time;

public sealed class FakeClockTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private readonly FakeClock _clock = new(Start);
    private readonly List<double> _seconds = [];

    private void Note() => _seconds.Add((_clock.GetUtcNow() - Start).TotalSeconds);

    [Fact]
    public void A_timer_that_repeats_fires_when_it_is_first_due_and_when_it_is_last_due_each_time_the_clock_moves()
    {
        var every = TimeSpan.FromSeconds(3);
        using var timer = _clock.CreateTimer(_ => Note(), null, every, every);

        _clock.Advance(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([3, 9, 12, 15, 18], _seconds);
    }

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_each_at_its_own_time()
    {
        var never = Timeout.InfiniteTimeSpan;
        using var late = _clock.CreateTimer(_ => Note(), null, TimeSpan.FromSeconds(5), never);
        using var soon = _clock.CreateTimer(_ => Note(), null, TimeSpan.FromSeconds(2), never);

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal([2, 5], _seconds);
    }
}
