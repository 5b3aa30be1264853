namespace Jiban.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers and delays made from it fire while it is moved, in the order of their due
/// time, each seeing its own due time as the present. One that repeats fires when it is first due and when it is last due: the ticks between would
/// find nobody waiting, as those that a sleeping machine missed, and a year of every three seconds costs a test ten million of them.
/// </summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start;

    /// <summary>A Tuesday morning in working time: 2026-03-10 09:30 in Asia/Shanghai.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2026, 3, 10, 9, 30, 0, TimeSpan.FromHours(8))) { }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now.ToUniversalTime();
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves on and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        SetUtcNow(GetUtcNow() + by);
    }

    /// <summary>Moves to an instant; forward fires what falls due on the way, back (a clock put right) fires nothing.</summary>
    public void SetUtcNow(DateTimeOffset to)
    {
        while (true)
        {
            FakeTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= to).MinBy(timer => timer.Due);
                _now =
                    next is null ? to
                    : next.Due > _now ? next.Due.Value
                    : _now;
                next?.MoveOn(to);
            }

            if (next is null)
            {
                return;
            }

            next.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                if (Due is not null)
                {
                    clock._timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                lock (clock._gate)
                {
                    MoveOn(clock._now);
                }

                Fire();
            }

            return true;
        }

        /// <summary>To its next due time, or, while the clock goes on to a later instant, to the last before that.</summary>
        public void MoveOn(DateTimeOffset to)
        {
            if (_period <= TimeSpan.Zero)
            {
                Due = null;
                clock._timers.Remove(this);
                return;
            }

            Due += _period * Math.Max(1, (to - Due!.Value).Ticks / _period.Ticks);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Due = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
