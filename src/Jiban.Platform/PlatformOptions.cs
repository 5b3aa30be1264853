namespace Jiban.Platform;

/// <summary>What the platform must be told by the host.</summary>
public sealed record PlatformOptions
{
    /// <summary>Where everything lives that is not in the database: keys, files, models.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Seed of ids; null takes one from the system. Tests and the simulated city give one.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Reverse proxies, each an address or a network such as <c>10.0.0.0/8</c>, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>
    /// are believed. Empty: nobody's are.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>How often the public may knock.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>Pictures are refused when less than so many bytes are free where they lie: the rest is the database's.</summary>
    public long KeepFreeBytes { get; init; } = 256L * 1024 * 1024;
}
