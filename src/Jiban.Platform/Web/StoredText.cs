using System.Buffers;

namespace Jiban.Platform.Web;

/// <summary>What PostgreSQL can keep as text: anything but NUL and halves of a surrogate pair (docs/architecture.md).</summary>
public static class StoredText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        '\0',
        .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code),
    ]);

    /// <summary>Whether the text holds a NUL or a lone surrogate.</summary>
    public static bool IsUnfit(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Suspects); at >= 0; )
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            text = text[(at + 2)..];
            at = text.IndexOfAny(Suspects);
        }

        return false;
    }
}
