using System.Text;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Twins;

/// <summary>
/// A text as the set of its runs of two or three letters, digits or characters, punctuation left out. Each is packed, 16 bits a
/// character, so that no two share a key and a key can be read again.
/// </summary>
internal static class Shingles
{
    /// <summary>Runs by which two texts are compared: short ones, for a mistyped letter spoils every run it stands in.</summary>
    public const int Compared = 2;

    /// <summary>Runs by which a text is found: longer ones, for they are rarer.</summary>
    public const int Sought = 3;

    private const int BitsOfCharacter = 16;
    private const int Plain = 1;
    private const int EndsPlace = 2;
    private const int HasNumber = 3;

    /// <summary>What names of places end with. A run that ends so holds most of the name.</summary>
    private const string Marks = "省市区县旗镇乡村街路巷弄道桥站校院店厂园苑城府湾庄寓厦楼栋幢座";

    /// <summary>The letters, digits and characters of a text in one form: what is compared.</summary>
    public static string Letters(string? text)
    {
        var form = HouseNumbers.Of(PlainText.Of(text));
        return string.Create(
            form.Count(PlainText.IsWord),
            form,
            static (letters, form) =>
            {
                var at = 0;
                foreach (var c in form)
                {
                    if (PlainText.IsWord(c))
                    {
                        letters[at++] = c;
                    }
                }
            }
        );
    }

    /// <summary>The same with where signs stood among them: after how many letters each, counted from the one before; 255 goes on in the next byte. A byte a sign is all that is kept of them.</summary>
    public static (string Letters, byte[] Signs) Signed(string? text)
    {
        var form = HouseNumbers.Of(PlainText.Of(text));
        var (letters, signs) = (new StringBuilder(form.Length), new List<byte>());
        var since = 0;
        foreach (var c in form)
        {
            if (PlainText.IsWord(c))
            {
                letters.Append(c);
                since++;
            }
            else if (since > 0)
            {
                for (; since >= byte.MaxValue; since -= byte.MaxValue)
                {
                    signs.Add(byte.MaxValue);
                }

                signs.Add((byte)since);
                since = 0;
            }
        }

        return (letters.ToString(), [.. signs]);
    }

    /// <summary>The letters with a full stop wherever a sign stood.</summary>
    public static string WithSigns(string letters, ReadOnlySpan<byte> signs)
    {
        var text = new StringBuilder(letters.Length + signs.Length);
        var at = 0;
        foreach (var length in signs)
        {
            text.Append(letters, at, length);
            at += length;
            if (length < byte.MaxValue)
            {
                text.Append('。');
            }
        }

        return text.Append(letters, at, letters.Length - at).ToString();
    }

    /// <summary>The distinct runs in ascending order. What is shorter than a run is one by itself.</summary>
    public static ulong[] Of(string letters, int length)
    {
        if (letters.Length == 0)
        {
            return [];
        }

        var keys = new ulong[Math.Max(1, letters.Length - length + 1)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(letters.AsSpan(i, Math.Min(length, letters.Length - i)));
        }

        Array.Sort(keys);
        var distinct = 1;
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] != keys[distinct - 1])
            {
                keys[distinct++] = keys[i];
            }
        }

        Array.Resize(ref keys, distinct);
        return keys;
    }

    /// <summary>The key of one run.</summary>
    public static ulong Key(ReadOnlySpan<char> run)
    {
        ulong key = 0;
        foreach (var c in run)
        {
            key = (key << BitsOfCharacter) | c;
        }

        return key;
    }

    /// <summary>What distinct runs weigh together.</summary>
    public static int WeightOf(ReadOnlySpan<ulong> keys)
    {
        var weight = 0;
        foreach (var key in keys)
        {
            weight += Weight(key);
        }

        return weight;
    }

    /// <summary>What a run weighs: numbers most, ends of names of places more than words, for two complaints may share all words but the place.</summary>
    public static int Weight(ulong key)
    {
        var weight = Marks.Contains((char)key) ? EndsPlace : Plain;
        for (; key != 0; key >>= BitsOfCharacter)
        {
            if (char.IsDigit((char)key))
            {
                return HasNumber;
            }
        }

        return weight;
    }
}
