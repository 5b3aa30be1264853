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

    /// <summary>Appends the key of every run in a plain text, repeated as often as it stands there.</summary>
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

    private static void Read(ReadOnlySpan<char> plain, List<ulong> keys)
    {
        ulong two = 0;
        ulong three = 0;
        var run = 0;
        foreach (var raw in plain)
        {
            if (!PlainText.IsWord(raw))
            {
                (two, three, run) = (0, 0, 0);
                continue;
            }

            ulong c = char.IsDigit(raw) ? '0' : raw;
            run++;
            keys.Add(c);
            three = (two << BitsOfCharacter) | c;
            if (run >= 2)
            {
                keys.Add(((two & 0xFFFF) << BitsOfCharacter) | c);
            }

            if (run >= Longest)
            {
                keys.Add(three & 0xFFFF_FFFF_FFFF);
            }

            two = three & 0xFFFF_FFFF;
        }
    }
}
