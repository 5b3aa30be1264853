using System.Globalization;
using System.Text;

namespace Jiban.City.Components.Export;

/// <summary>Texts in the table of a shapefile. A column holds 254 bytes: what is longer goes on in the columns <c>BZ_2</c>, <c>BZ_3</c> …</summary>
internal static class DbfText
{
    private const int MostBytes = 254;

    /// <summary>The name of the n-th column of a field, from 0.</summary>
    public static string Column(string field, int n) =>
        n == 0 ? field : string.Create(CultureInfo.InvariantCulture, $"{field}_{n + 1}");

    /// <summary>A text cut to the length of columns, never inside a character and, since the table forgets blanks at the ends, never beside one.</summary>
    public static IReadOnlyList<string> Pieces(string? text)
    {
        var pieces = new List<string>();
        for (var rest = text ?? ""; rest.Length > 0; )
        {
            var cut = Cut(rest);
            pieces.Add(rest[..cut]);
            rest = rest[cut..];
        }

        return pieces;
    }

    /// <summary>The whole text of a field.</summary>
    /// <param name="valueOf">What a column holds; null when there is no such column.</param>
    public static string Whole(string field, Func<string, string?> valueOf)
    {
        var text = new StringBuilder(valueOf(field));
        for (var n = 1; valueOf(Column(field, n)) is { } piece; n++)
        {
            text.Append(piece);
        }

        return text.ToString();
    }

    private static int Cut(string text)
    {
        var (end, bytes) = (0, 0);
        var besideNone = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                return besideNone > 0 ? besideNone : end;
            }

            end += rune.Utf16SequenceLength;
            if (
                end < text.Length
                && !char.IsWhiteSpace(text[end - 1])
                && !char.IsWhiteSpace(text[end])
            )
            {
                besideNone = end;
            }
        }

        return text.Length;
    }
}
