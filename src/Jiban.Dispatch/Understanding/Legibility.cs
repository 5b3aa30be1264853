using Jiban.Dispatch.Learning;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// How much of a text the model can read at all, whatever it says: the share of its pairs of Chinese characters that ever stood in a text it learned from. A word of another script is two pairs that
/// nobody knows, and so is a mark of programs, for matters are read in Chinese sentences alone. What a classifier says of a text it can't read is chance, however sure it sounds.
/// </summary>
/// <param name="Known">Pairs that the model knows, as often as they stand there.</param>
/// <param name="Pairs">Pairs there are.</param>
internal readonly record struct Legibility(int Known, int Pairs)
{
    /// <summary>Of characters in any order one pair in thirty is known; with so few nothing is read.</summary>
    private const double Nothing = 0.05;

    /// <summary>Of real messages of another city, in dialect or not, 99 of 100 have more than this known, and count whole.</summary>
    private const double Enough = 0.2;

    /// <summary>A word of two characters is one pair: it names a thing, and what is the matter with it takes one character more.</summary>
    private const int Few = 2;

    private const int OfForeignWord = 2;

    private const string Marks = "{}<>=_|\\\"$^`";

    /// <summary>Measures a plain text. Without a model nothing is known of how texts look: everything counts as read.</summary>
    public static Legibility Of(ReadOnlySpan<char> plain, Vocabulary? vocabulary)
    {
        var (known, pairs) = (0, 0);
        for (var i = 0; i < plain.Length; i++)
        {
            if (PlainText.IsChinese(plain[i]))
            {
                if (i > 0 && PlainText.IsChinese(plain[i - 1]))
                {
                    pairs++;
                    known += Knows(vocabulary, plain[(i - 1)..(i + 1)]) ? 1 : 0;
                }
            }
            else if (IsForeign(plain[i]))
            {
                // A letter alone is a house or a district (A座): its second one makes it a word.
                pairs += LettersBefore(plain, i) < OfForeignWord ? 1 : 0;
            }
            else if (Marks.Contains(plain[i]))
            {
                pairs += OfForeignWord;
            }
        }

        return vocabulary is null ? new Legibility(Few, Few) : new Legibility(known, pairs);
    }

    /// <summary>How far it counts as read: 0 not at all, 1 whole.</summary>
    public double Share =>
        Pairs == 0 ? 0 : Math.Clamp(((Known / (double)Pairs) - Nothing) / (Enough - Nothing), 0, 1);

    /// <summary>What a certainty is worth: less of a text that is read in part, or is a word.</summary>
    public double Worth => Share * Math.Min(1, Known / (double)Few);

    private static bool Knows(Vocabulary? vocabulary, ReadOnlySpan<char> pair) =>
        vocabulary?.Find(TextFeatures.Key(pair, inOpening: false)) >= 0;

    private static int LettersBefore(ReadOnlySpan<char> plain, int at)
    {
        var letters = 0;
        while (letters < OfForeignWord && at > letters && IsForeign(plain[at - letters - 1]))
        {
            letters++;
        }

        return letters;
    }

    private static bool IsForeign(char c) => char.IsLetter(c) && !PlainText.IsChinese(c);
}
