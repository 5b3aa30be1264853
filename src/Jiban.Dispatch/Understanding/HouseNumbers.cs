using System.Text;
using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// One form for house numbers, on both sides of a comparison: 三号楼, 3#楼, 3栋, 3幢 all read 3号楼. Spaces go, so that
/// "家园 3 号楼" is "家园3号楼".
/// </summary>
internal static class HouseNumbers
{
    /// <summary>The text with house numbers in one form.</summary>
    public static string Of(string plain)
    {
        var result = new StringBuilder(plain.Length);
        var i = 0;
        while (i < plain.Length)
        {
            if (plain[i] == ' ')
            {
                i++;
                continue;
            }

            var end = EndOfNumber(plain, i);
            if (end > i && Suffix(plain, end) is var (length, written) && length > 0)
            {
                result.Append(Numerals.Arabic(plain.AsSpan(i, end - i))).Append(written);
                i = end + length;
            }
            else
            {
                var to = Math.Max(end, i + 1);
                result.Append(plain, i, to - i);
                i = to;
            }
        }

        return result.ToString();
    }

    /// <summary>两 counts and names no house: 两栋 are two of them.</summary>
    private static int EndOfNumber(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is not '两' && Numerals.IsPart(text[end]))
        {
            end++;
        }

        return end;
    }

    private static (int Length, string Written) Suffix(string text, int at)
    {
        var rest = text.AsSpan(at);
        while (rest.Length > 0 && rest[0] == ' ')
        {
            rest = rest[1..];
        }

        var skipped = text.Length - at - rest.Length;
        foreach (
            var (form, written) in (ReadOnlySpan<(string, string)>)
                [
                    ("号楼", "号楼"),
                    ("#楼", "号楼"),
                    ("栋", "号楼"),
                    ("幢", "号楼"),
                    ("#", "号楼"),
                    ("号院", "号院"),
                    ("号", "号"),
                    ("单元", "单元"),
                ]
        )
        {
            if (rest.StartsWith(form))
            {
                return (skipped + form.Length, written);
            }
        }

        return (0, "");
    }
}
