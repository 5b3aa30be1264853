namespace Jiban.Platform;

/// <summary>What the platform must be told by the host.</summary>
public sealed record PlatformOptions
{
    /// <summary>Where everything lives that is not in the database: keys, files, models.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Seed of ids; null takes one from the system. Tests and the simulated city give one.</summary>
    public int? Seed { get; init; }
}
