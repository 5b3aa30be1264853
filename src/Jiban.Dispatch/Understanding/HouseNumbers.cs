using System.Text;

namespace Jiban.Dispatch.Understanding;

/// <summary>
/// One form for house numbers, on both sides of a comparison: 三号楼, 3#楼, 3栋, 3幢 all read 3号楼. Spaces go, so that
/// "家园 3 号楼" is "家园3号楼".
/// </summary>
internal static class HouseNumbers
{
    private const string Digits = "零一二三四五六七八九";
    private const string Ordinals = "〇";

    /// <summary>The text with house numbers in one form. Never longer than the plain text.</summary>
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
                result.Append(Arabic(plain[i..end])).Append(written);
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

    private static int EndOfNumber(string text, int start)
    {
        var end = start;
        while (
            end < text.Length
            && (
                char.IsAsciiDigit(text[end])
                || text[end] == '十'
                || Digits.Contains(text[end])
                || Ordinals.Contains(text[end])
            )
        )
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

    /// <summary>十二 → 12, 二十 → 20, 三 → 3, 1O2 stays; numbers of more than two Chinese places are read digit by digit.</summary>
    private static string Arabic(string number)
    {
        if (number.All(char.IsAsciiDigit))
        {
            return number;
        }

        var ten = number.IndexOf('十');
        if (ten >= 0 && number.Length <= 3)
        {
            var before = ten == 0 ? "1" : Digit(number[ten - 1]);
            var after = ten == number.Length - 1 ? "0" : Digit(number[ten + 1]);
            return before + after;
        }

        return string.Concat(number.Select(Digit));
    }

    private static string Digit(char c) =>
        Digits.IndexOf(c) is >= 0 and var value ? value.ToString(null, null)
        : Ordinals.Contains(c) ? "0"
        : c.ToString();
}
