using Jiban.Platform.Time;

namespace Jiban.Testing;

/// <summary>Values for tests where any will do, the same in every run.</summary>
public static class Some
{
    /// <summary>Seeded chance.</summary>
    public static Random Chance(int seed = 1) => new(seed);

    /// <summary>Seeded ids that carry the time of <paramref name="clock"/>.</summary>
    public static Ids Ids(TimeProvider clock, int seed = 1) => new(clock, Chance(seed));

    /// <summary>The <paramref name="n"/>th of a fixed row of ids that differ at a glance.</summary>
    public static Guid Id(int n) => new(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, (byte)n);
}
