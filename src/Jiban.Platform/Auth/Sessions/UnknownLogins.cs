namespace Jiban.Platform.Auth.Sessions;

/// <summary>
/// Tries with logins that nobody has are counted and locked like those of real accounts: otherwise the lock itself would tell which logins
/// exist. Per process and bounded; forgetting them is no loss.
/// </summary>
internal sealed class UnknownLogins(TimeProvider clock)
{
    private const int Capacity = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset LockedUntil)> _tries = new(
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Until when the login is locked; null when it is not.</summary>
    public DateTimeOffset? LockedUntil(string login)
    {
        lock (_gate)
        {
            var until = _tries.GetValueOrDefault(login).LockedUntil;
            return until > clock.GetUtcNow() ? until : null;
        }
    }

    /// <summary>Counts a failure; locks at <paramref name="limit"/>.</summary>
    public void Count(string login, int limit, TimeSpan span)
    {
        lock (_gate)
        {
            if (_tries.Count >= Capacity)
            {
                _tries.Clear();
            }

            var failures = _tries.GetValueOrDefault(login).Failures + 1;
            _tries[login] = failures >= limit ? (0, clock.GetUtcNow() + span) : (failures, default);
        }
    }
}
