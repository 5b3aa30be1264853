using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// One form for what looks the same: full-width letters and digits become narrow, capitals small, traditional characters simplified, white space stays only between
/// Latin words; control characters, joiners and lone surrogates go. Total: any string has a plain form.
/// </summary>
internal static class PlainText
{
    /// <summary>Characters that are read; what stands behind them is stored but not understood.</summary>
    public const int Longest = 20_000;

    /// <summary>Where the form of this thread's text is made, before its length is known.</summary>
    [ThreadStatic]
    private static char[]? _making;

    /// <summary>The plain form of a text.</summary>
    public static string Of(string? text) => Glance(text).ToString();

    /// <summary>The same without allocation: good until this thread reads the next text.</summary>
    public static ReadOnlySpan<char> Glance(ReadOnlySpan<char> text) => Make(text, []);

    /// <summary>The plain form, and for each of its characters where it stands in the text.</summary>
    public static (string Plain, int[] Places) Placed(string text)
    {
        var places = new int[Math.Min(text.Length, Longest) + 2];
        return (Make(text, places).ToString(), places);
    }

    private static ReadOnlySpan<char> Make(ReadOnlySpan<char> text, Span<int> places)
    {
        var plain = _making ??= new char[Longest + 2];
        var length = 0;
        var space = false;
        for (var i = 0; i < text.Length && length < Longest; i++)
        {
            var c = text[i];
            if (IsChinese(c))
            {
                // Nearly every character of a message; nothing below concerns it.
                if (!places.IsEmpty)
                {
                    places[length] = i;
                }

                plain[length++] = SimplifiedForms.Of(c);
                space = false;
                continue;
            }

            c = Narrow(c);
            if (char.IsWhiteSpace(c))
            {
                space = true;
            }
            else if (!IsUnread(c))
            {
                if (space && char.IsAscii(c) && length > 0 && char.IsAscii(plain[length - 1]))
                {
                    if (!places.IsEmpty)
                    {
                        places[length] = i - 1;
                    }

                    plain[length++] = ' ';
                }

                if (!places.IsEmpty)
                {
                    places[length] = i;
                }

                plain[length++] = char.ToLowerInvariant(c);
                space = false;
            }
        }

        return plain.AsSpan(0, length);
    }

    /// <summary>Whether a character is one of the block of common Chinese ones: a letter, in the form that it has.</summary>
    public static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static char Narrow(char c) =>
        c switch
        {
            >= '！' and <= '～' => (char)(c - '！' + '!'),
            '　' => ' ',
            '。' or '．' => '。',
            >= '①' and <= '⑨' => (char)(c - '①' + '1'),
            _ => c,
        };

    /// <summary>Control characters, joiners and marks of direction; surrogates, for beyond the basic plane there are emoji and rare characters: none of our words.</summary>
    private static bool IsUnread(char c) =>
        char.IsControl(c)
        || char.IsSurrogate(c)
        || c
            is (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or '\u2060'
                or '\uFEFF'
                or '\uFFFD'
                or '\u00AD'
                or (>= '\uFE00' and <= '\uFE0F');

    /// <summary>Whether a character belongs to a word: a letter, a digit or a Chinese character.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
