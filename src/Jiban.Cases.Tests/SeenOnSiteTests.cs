using System.Security.Cryptography;
using Jiban.Cases.Handling;

namespace Jiban.Cases.Tests;

/// <summary>What an inspector's phone says of a look at a case.</summary>
public sealed class SeenOnSiteTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(
        1_795_140_000_123
    );

    private static string Seal(SeenOnSite seen, string what = "reinspect", bool holds = true) =>
        SeenOnSite.SealOf(
            new Guid("00000000-0000-0000-0000-000000000001"),
            what,
            holds,
            seen,
            [SHA256.HashData("a"u8), SHA256.HashData("b"u8)],
            "绿化带下沉 𠮷"
        );

    /// <summary>The same example stands in <c>web/src/features/patrol/outbox/seal.test.ts</c>.</summary>
    [Fact]
    public void The_seal_of_the_example_is_the_phones_and_every_part_is_under_it()
    {
        var seen = new SeenOnSite(At, 116.39747, -39.90885, 8);
        Assert.Equal(
            "8bd9c4287f70bb3859670b2187816a4b20aaf1027380be531cfe0d74dc1a9d32",
            Seal(seen)
        );
        string[] seals =
        [
            Seal(seen),
            Seal(seen, "verify"),
            Seal(seen, holds: false),
            Seal(seen with { Lon = 116.3974701 }),
            Seal(seen with { Lat = -39.9088501 }),
            Seal(seen with { AccuracyMetres = 8.1 }),
            Seal(seen with { AccuracyMetres = null }),
            Seal(seen with { FoundAt = At.AddMilliseconds(1) }),
        ];
        Assert.Equal(seals.Length, seals.Distinct().Count());
    }

    [Theory]
    [InlineData(-180, true)]
    [InlineData(-110, false)]
    [InlineData(60, false)]
    public void A_look_at_a_result_is_not_older_than_the_result_but_for_the_clocks(
        int seconds,
        bool before
    ) => Assert.Equal(before, SeenOnSite.IsBefore(new(At.AddSeconds(seconds)), At));

    [Fact]
    public void Who_looks_from_a_desk_says_nothing_of_it()
    {
        Assert.False(SeenOnSite.IsBefore(null, At));
        Assert.Null(SeenOnSite.Facts(null));
        Assert.Equal(
            new SeenFacts(At.ToUniversalTime(), 1163974700, null, 80),
            SeenOnSite.Facts(new(At, 116.39747, null, 8))
        );
    }
}
