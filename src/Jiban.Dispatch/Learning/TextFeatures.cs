using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// The features of a text: runs of one to three characters inside a word, each packed into 64 bits, so that no two share a key.
/// Punctuation ends a run; every digit reads 0, so that numbers are seen but not learned.
/// </summary>
internal static class TextFeatures
{
    /// <summary>Longest run of characters.</summary>
    public const int Longest = 3;

    private const int BitsOfCharacter = 16;

    /// <summary>Appends the key of every run in a plain text, repeated as often as it stands there.</summary>
    public static void Read(ReadOnlySpan<char> plain, List<ulong> keys)
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
