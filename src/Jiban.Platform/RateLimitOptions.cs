namespace Jiban.Platform;

/// <summary>So many times at once, and as many again evenly over the span.</summary>
public sealed record RateLimit(int Times, TimeSpan Within);

/// <summary>How often the public may knock, per process. An IPv6 address counts as its /64.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Requests at the public door per remote address. Signed-in staff are not counted.</summary>
    public RateLimit PublicDoor { get; init; } = new(1_200, TimeSpan.FromMinutes(1));

    /// <summary>Looks for open incidents while somebody is typing, per remote address: no way to sound out what others told.</summary>
    public RateLimit Lookups { get; init; } = new(120, TimeSpan.FromMinutes(1));

    /// <summary>Requests of the city's line per remote address, signed or not: twenty orders a second, and the minute's worth at once.</summary>
    public RateLimit Upstream { get; init; } = new(1_200, TimeSpan.FromMinutes(1));

    /// <summary>Tries to sign in per remote address, beside the lock of each account: a whole office may stand behind one address.</summary>
    public RateLimit SignIn { get; init; } = new(60, TimeSpan.FromMinutes(1));

    /// <summary>Uploaded files per account, or per remote address of the public.</summary>
    public RateLimit Uploads { get; init; } = new(60, TimeSpan.FromMinutes(5));

    /// <summary>Looks at a requester's name and telephone per account, counted in the trail: over all processes and after a restart.</summary>
    public RateLimit Reveals { get; init; } = new(30, TimeSpan.FromHours(1));

    /// <summary>Wrong query codes per remote address.</summary>
    public RateLimit WrongCodesPerAddress { get; init; } = new(10, TimeSpan.FromMinutes(10));

    /// <summary>Wrong query codes per request number, from wherever.</summary>
    public RateLimit WrongCodesPerNumber { get; init; } = new(20, TimeSpan.FromHours(1));
}
