using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Jiban.City.Addresses;

/// <summary>One way of writing for a text about a place: widths, numerals, brackets, signs and words for a house are levelled, so that texts can be compared letter by letter.</summary>
internal static partial class PlaceText
{
    private const string Digits = "零一二三四五六七八九";

    public static string Of(string text)
    {
        var cut = text.Length > AddressTokens.Longest ? text[..AddressTokens.Longest] : text;
        var levelled = Whole(cut).Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        levelled = Numerals().Replace(levelled, run => Number(run.Value));
        levelled = levelled
            .Replace('#', '号')
            .Replace('【', '(')
            .Replace('】', ')')
            .Replace('[', '(')
            .Replace(']', ')');
        levelled = Strokes().Replace(Signs().Replace(levelled, ""), "-");
        return Houses().Replace(levelled, "栋");
    }

    /// <summary>Half of a pair of surrogates is no character, and <see cref="string.Normalize()"/> throws at it.</summary>
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }

    /// <summary>十二 is 12, 二〇六 is 206, 一百零五 is 105.</summary>
    private static string Number(string run)
    {
        if (!run.AsSpan().ContainsAny('十', '百'))
        {
            return string.Concat(run.Select(c => (char)('0' + Digit(c))));
        }

        var (sum, digit) = (0L, -1);
        foreach (var c in run)
        {
            if (c is '十' or '百')
            {
                sum += (digit < 0 ? 1 : digit) * (c == '十' ? 10 : 100);
                digit = -1;
            }
            else
            {
                digit = Digit(c);
            }
        }

        return (sum + Math.Max(digit, 0)).ToString(CultureInfo.InvariantCulture);
    }

    private static int Digit(char c) =>
        c switch
        {
            '〇' => 0,
            '壹' => 1,
            _ => Digits.IndexOf(c, StringComparison.Ordinal),
        };

    [GeneratedRegex("[零〇一二三四五六七八九十百壹]+")]
    private static partial Regex Numerals();

    [GeneratedRegex(@"[·.。,、\s""“”]")]
    private static partial Regex Signs();

    /// <summary>3号楼, 3幢 and 3栋 are one.</summary>
    [GeneratedRegex("(?<=[0-9A-Z])(?:号楼|号幢|号栋|幢)")]
    private static partial Regex Houses();

    [GeneratedRegex("[~—–_]")]
    private static partial Regex Strokes();
}
