using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>Checks the seals themselves: against their heads, the key, each other, and those that were exported.</summary>
internal static class SealCheck
{
    /// <summary>What is wrong with the seals; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(
        NpgsqlConnection connection,
        IReadOnlyList<DaySeal> seals,
        KeyRing keys,
        IReadOnlyList<ExportedSeal> exported
    )
    {
        var findings = new List<Finding>();
        var (previous, before, key) = (DaySeal.None, "before it", 1);
        foreach (var seal in seals)
        {
            var (digest, heads) = await Seals.DigestAsync(connection, seal.Day);
            if (!seal.Fits(keys, digest, heads))
            {
                findings.Add(Broken($"the seal of {seal.Day:yyyy-MM-dd} does not fit"));
            }
            else if (!seal.Previous.AsSpan().SequenceEqual(previous))
            {
                findings.Add(
                    Missing($"the seal of {seal.Day:yyyy-MM-dd} follows one {before} that is gone")
                );
            }
            else if (seal.Key < key)
            {
                // Whoever got hold of a key that was replaced can't go on with it.
                findings.Add(
                    Broken(
                        $"the seal of {seal.Day:yyyy-MM-dd} was made with an older key than the one before it"
                    )
                );
            }

            (previous, before) = (seal.Mac, $"after {seal.Day:yyyy-MM-dd}");
            key = Math.Max(key, seal.Key);
        }

        findings.AddRange(Compare(seals, exported));
        return findings;
    }

    private static IEnumerable<Finding> Compare(
        IReadOnlyList<DaySeal> seals,
        IReadOnlyList<ExportedSeal> exported
    )
    {
        var stored = seals.ToDictionary(seal => seal.Day);
        foreach (var kept in exported)
        {
            if (!stored.TryGetValue(kept.Day, out var seal))
            {
                yield return Missing(
                    $"the seal of {kept.Day:yyyy-MM-dd}, which was exported, is gone"
                );
            }
            else if (!seal.Mac.AsSpan().SequenceEqual(kept.Mac))
            {
                yield return Broken(
                    $"the seal of {kept.Day:yyyy-MM-dd} is another one than was exported"
                );
            }
        }
    }

    private static Finding Broken(string detail) =>
        new(JournalFault.SealBroken, Guid.Empty, 0, detail);

    private static Finding Missing(string detail) =>
        new(JournalFault.SealMissing, Guid.Empty, 0, detail);
}
