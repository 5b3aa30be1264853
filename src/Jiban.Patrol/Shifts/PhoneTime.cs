namespace Jiban.Patrol.Shifts;

/// <summary>
/// When a shift began or ended, for a phone that had no network then and tells it later: the time of the phone, set right by the server's clock,
/// where that can be.
/// </summary>
internal static class PhoneTime
{
    /// <param name="At">When it was, by the phone's clock set right by the server's; left out for now.</param>
    public sealed record Request(DateTimeOffset? At = null);

    /// <summary>
    /// The moment that counts: what the phone says, and never later than now, which it may think by a little; null when what it says can't be.
    /// </summary>
    public static DateTimeOffset? Of(Request? request, DateTimeOffset now, TimeSpan oldest) =>
        request?.At is not { } at ? now
        : FindingCheck.Time(at, now, oldest) is not null ? null
        : at < now ? at
        : now;
}
