using System.Runtime.InteropServices;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// The features of a text: runs of one to three characters inside a word, each packed into 64 bits, so that no two share a key.
/// Punctuation ends a run; every digit reads 0, so that numbers are seen but not learned. Runs of the opening, where people say
/// what it is about, can count as features of their own besides.
/// </summary>
internal static class TextFeatures
{
    /// <summary>Longest run of characters.</summary>
    public const int Longest = 3;

    private const int BitsOfCharacter = 16;

    /// <summary>Marks a run of the opening; three characters leave the highest bits free.</summary>
    private const ulong InOpening = 1UL << 63;

    /// <summary>Appends the key of every run in a plain text, repeated as often as it stands there; those of the opening last.</summary>
    /// <param name="opening">Characters of the opening, or 0.</param>
    public static void Read(ReadOnlySpan<char> plain, List<ulong> keys, int opening)
    {
        Read(plain, keys);
        if (opening > 0)
        {
            var first = keys.Count;
            Read(plain[..Math.Min(opening, plain.Length)], keys);
            foreach (ref var key in CollectionsMarshal.AsSpan(keys)[first..])
            {
                key |= InOpening;
            }
        }
    }

    /// <summary>The key of one run inside a word.</summary>
    public static ulong Key(ReadOnlySpan<char> run, bool inOpening)
    {
        ulong key = 0;
        foreach (var c in run)
        {
            key = (key << BitsOfCharacter) | (char.IsDigit(c) ? '0' : c);
        }

        return inOpening ? key | InOpening : key;
    }

    /// <summary>Whether a key is that of a run of the opening.</summary>
    public static bool IsOfOpening(ulong key) => key >= InOpening;

    /// <summary>Where the runs of the opening begin among keys as they are read; their number when there are none.</summary>
    public static int FirstOfOpening(ReadOnlySpan<ulong> keys) =>
        keys.IndexOfAnyInRange(InOpening, ulong.MaxValue) is >= 0 and var first
            ? first
            : keys.Length;

    private static void Read(ReadOnlySpan<char> plain, List<ulong> keys)
    {
        var first = keys.Count;
        CollectionsMarshal.SetCount(keys, first + (Longest * plain.Length));
        var read = CollectionsMarshal.AsSpan(keys)[first..];
        var count = 0;
        ulong two = 0;
        var run = 0;
        foreach (var raw in plain)
        {
            ulong c = raw;
            if (!PlainText.IsChinese(raw))
            {
                if (!PlainText.IsWord(raw))
                {
                    (two, run) = (0, 0);
                    continue;
                }

                c = char.IsDigit(raw) ? '0' : raw;
            }

            // Written always and counted when the run is long enough: quicker than asking three times.
            run++;
            var three = (two << BitsOfCharacter) | c;
            read[count++] = c;
            read[count] = three & 0xFFFF_FFFF;
            count += run >= 2 ? 1 : 0;
            read[count] = three & 0xFFFF_FFFF_FFFF;
            count += run >= Longest ? 1 : 0;
            two = three & 0xFFFF_FFFF;
        }

        CollectionsMarshal.SetCount(keys, first + count);
    }
}
