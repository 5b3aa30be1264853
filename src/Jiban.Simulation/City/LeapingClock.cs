namespace Jiban.Simulation.City;

/// <summary>
/// A clock that leaps. What fell due on the way fires once, on arrival, as on a machine that slept: a night of a run costs one look of
/// every job of the host, not thousands.
/// </summary>
internal sealed class LeapingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Waiting> _waiting = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Leaps, and fires what is due then.</summary>
    public void Advance(TimeSpan by)
    {
        List<Waiting> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _waiting.Where(one => one.Due <= _now).OrderBy(one => one.Due)];
            due.ForEach(one => one.MoveOn());
        }

        due.ForEach(one => one.Fire());
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new Waiting(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Waiting(LeapingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                clock._waiting.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._waiting.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                lock (clock._gate)
                {
                    MoveOn();
                }

                Fire();
            }

            return true;
        }

        public void MoveOn()
        {
            Due = clock._now + _period;
            if (_period <= TimeSpan.Zero)
            {
                clock._waiting.Remove(this);
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
