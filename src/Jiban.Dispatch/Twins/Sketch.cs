namespace Jiban.Dispatch.Twins;

/// <summary>
/// A sample of a text's runs that any two texts draw alike (Broder 1997, "mod m"): of long texts those whose hash ends with as many zero
/// bits as the level says, so that what both could have is found in both, however different their lengths.
/// </summary>
internal readonly struct Sketch
{
    /// <summary>A text keeps half as many or more of its runs, unless it has fewer.</summary>
    private const int Most = 64;

    /// <summary>No text has a level beyond: it would have a million runs.</summary>
    public const int Levels = 16;

    private Sketch(uint[] hashes, int level) => (Hashes, Level) = (hashes, level);

    public uint[] Hashes { get; }

    /// <summary>Zero bits at the end of every hash.</summary>
    public int Level { get; }

    public static Sketch Of(string letters)
    {
        var hashes = Shingles.Of(letters, Shingles.Sought).Select(Mix).Distinct().ToArray();
        var level = 0;
        while (hashes.Length > Most && level < Levels - 1)
        {
            level++;
            var sampled = hashes.Where(hash => HasLevel(hash, level)).ToArray();
            if (sampled.Length == 0)
            {
                level--;
                break;
            }

            hashes = sampled;
        }

        return new(hashes, level);
    }

    /// <summary>Whether a text of this level would keep the run.</summary>
    public static bool HasLevel(uint hash, int level) => (hash & ((1u << level) - 1)) == 0;

    /// <summary>The finalizer of SplitMix64, folded to 32 bits.</summary>
    private static uint Mix(ulong key)
    {
        key = (key ^ (key >> 30)) * 0xBF58_476D_1CE4_E5B9;
        key = (key ^ (key >> 27)) * 0x94D0_49BB_1331_11EB;
        key ^= key >> 31;
        return (uint)(key ^ (key >> 32));
    }
}
