using System.Text;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// One form for what looks the same: full-width letters and digits become narrow, capitals small, white space stays only between
/// Latin words; control characters, joiners and lone surrogates go. Total: any string has a plain form.
/// </summary>
internal static class PlainText
{
    /// <summary>Characters that are read; what stands behind them is stored but not understood.</summary>
    public const int Longest = 20_000;

    /// <summary>The plain form of a text.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var plain = new StringBuilder(Math.Min(text.Length, Longest));
        var space = false;
        for (var i = 0; i < text.Length && plain.Length < Longest; i++)
        {
            var c = text[i];
            if (c is >= '\u4E00' and <= '\u9FFF')
            {
                // Nearly every character of a message; nothing below concerns it.
                plain.Append(c);
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
                if (space && char.IsAscii(c) && plain.Length > 0 && char.IsAscii(plain[^1]))
                {
                    plain.Append(' ');
                }

                plain.Append(char.ToLowerInvariant(c));
                space = false;
            }
        }

        return plain.ToString();
    }

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
