namespace Jiban.Platform.Auth.Limits;

/// <summary>
/// One token bucket on the injected clock (the framework's own run on the machine's, ADR 0004), kept as the instant at which it will be
/// full again. It holds <see cref="RateLimit.Times"/> tokens and gets them back evenly over <see cref="RateLimit.Within"/>.
/// </summary>
internal sealed class Bucket(RateLimit limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _each = limit.Within / limit.Times;
    private DateTimeOffset _fullAt = clock.GetUtcNow();

    /// <summary>How long the bucket has been full; null while it is not.</summary>
    public TimeSpan? Idle
    {
        get
        {
            lock (_gate)
            {
                var idle = clock.GetUtcNow() - _fullAt;
                return idle >= TimeSpan.Zero ? idle : null;
            }
        }
    }

    /// <summary>Tokens that are left.</summary>
    public long Left
    {
        get
        {
            lock (_gate)
            {
                return (long)((limit.Within - Owed()) / _each);
            }
        }
    }

    /// <summary>Takes one; when there is none, says how long until there is.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            var owed = Owed() + _each;
            retryAfter = owed - limit.Within;
            if (retryAfter > TimeSpan.Zero)
            {
                return false;
            }

            _fullAt = clock.GetUtcNow() + owed;
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Gives one back that should not have counted.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            _fullAt -= _each;
        }
    }

    /// <summary>Time until full; a clock that was put back makes nobody wait longer than an empty bucket does.</summary>
    private TimeSpan Owed()
    {
        var owed = _fullAt - clock.GetUtcNow();
        return owed < TimeSpan.Zero ? TimeSpan.Zero
            : owed > limit.Within ? limit.Within
            : owed;
    }
}
