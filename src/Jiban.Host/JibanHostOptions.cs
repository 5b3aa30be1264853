using Jiban.Platform;
using Jiban.Platform.Store;

namespace Jiban.Host;

/// <summary>What one host is told when it is built.</summary>
public sealed record JibanHostOptions
{
    /// <summary>The store; null only while the API is described at build time.</summary>
    public required StoreConnections? Store { get; init; }

    /// <summary>Where everything lives that is not in the database: keys, files, models.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where text models are kept; null takes <c>models</c> in the data directory.</summary>
    public string? ModelsDirectory { get; init; }

    /// <summary>Where to listen; port 0 takes a free one. Loopback: TLS and the outside are a reverse proxy's.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Seed of ids; null takes one from the system.</summary>
    public int? Seed { get; init; }

    /// <summary>The folder with <c>wwwroot</c>; null takes the program's own.</summary>
    public string? ContentRoot { get; init; }

    /// <summary>Reverse proxies, each an address or a network, whose forwarded address and scheme are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Whether the clocks of cases act by themselves; a test that turns time asks them to.</summary>
    public bool ClocksAct { get; init; } = true;

    /// <summary>How long the city's line, a gateway or a webhook may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the public may knock.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();
}
