using System.Text;
using System.Text.RegularExpressions;
using Jiban.Platform.Writing;

namespace Jiban.City.Addresses;

/// <summary>One way of writing for a text about a place: widths, simplified forms, numerals, brackets, signs and words for a house are levelled, so that texts can be compared letter by letter.</summary>
internal static partial class PlaceText
{
    public static string Of(string text)
    {
        var cut = text.Length > AddressTokens.Longest ? text[..AddressTokens.Longest] : text;
        var levelled = SimplifiedForms
            .Of(Whole(cut).Normalize(NormalizationForm.FormKC))
            .ToUpperInvariant();
        levelled = NumeralRuns().Replace(levelled, run => Numerals.Arabic(run.Value));
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

    [GeneratedRegex("[零〇一二三四五六七八九十百壹]+")]
    private static partial Regex NumeralRuns();

    [GeneratedRegex(@"[·.。,、\s""“”]")]
    private static partial Regex Signs();

    /// <summary>3号楼, 3幢 and 3栋 are one.</summary>
    [GeneratedRegex("(?<=[0-9A-Z])(?:号楼|号幢|号栋|幢)")]
    private static partial Regex Houses();

    [GeneratedRegex("[~—–_]")]
    private static partial Regex Strokes();
}
