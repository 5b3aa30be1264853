using System.Text.RegularExpressions;

namespace Jiban.Cases.Secrets;

/// <summary>How personal data is shown to who has no reason to see it (rules.md §8.1).</summary>
internal static partial class Masking
{
    /// <summary>First character and stars: 王**.</summary>
    public static string? Name(string? name) =>
        string.IsNullOrEmpty(name)
            ? null
            : string.Concat(char.ConvertFromUtf32(char.ConvertToUtf32(name, 0)), "**");

    /// <summary>138****1234 for a mobile, the last four digits for a fixed line.</summary>
    public static string? Phone(string? phone) =>
        string.IsNullOrEmpty(phone) ? null
        : phone.Length == 11 && phone[0] == '1' ? $"{phone[..3]}****{phone[^4..]}"
        : phone.Length > 4 ? $"****{phone[^4..]}"
        : "****";

    /// <summary>
    /// Free text with identity numbers, telephone numbers and bank cards scrubbed, as people write them: in groups, in full-width digits,
    /// with the code of the country. Numbers of cases, dates and prices stay.
    /// </summary>
    public static string Text(string text) => Number().Replace(text, Scrubbed);

    /// <summary>
    /// The same of a text of a case whose people are known: staff write their names down too, among those who met for instance. A name of one character
    /// is part of too many words.
    /// </summary>
    public static string Text(string text, People? people) =>
        new[] { people?.Requester?.Name, people?.Reporter?.Name }
            .OfType<string>()
            .Where(name => name.Length > 1)
            .Aggregate(
                Text(text),
                (shown, name) => shown.Replace(name, Name(name), StringComparison.Ordinal)
            );

    private static string Scrubbed(Match match)
    {
        var digits = Digits(match.Value);
        return match.Groups["case"].Success && CaseNumber.TryRead(digits, out _) ? match.Value
            : match.Groups["mobile"].Success ? Phone(digits[^11..])!
            : match.Groups["fixed"].Success ? Phone(digits)!
            : $"{digits[..3]}***{digits[^4..]}";
    }

    /// <summary>The digits of what was typed, in ASCII; the letter that may end an identity number with them.</summary>
    private static string Digits(string typed) =>
        new([
            .. typed
                .Select(c =>
                    c switch
                    {
                        >= '０' and <= '９' => (char)(c - '０' + '0'),
                        'x' or 'ｘ' or 'Ｘ' => 'X',
                        _ => c,
                    }
                )
                .Where(c => char.IsAsciiDigit(c) || c == 'X'),
        ]);

    private const string D = "[0-9０-９]";
    private const string Gap = @"[ \u3000\-－‐–—]{1,3}";
    private const string Dash = "[-－–—]";
    private const string Country = "(?:[+＋]|[0０]{2})?[8８][6６](?:" + Gap + ")?";
    private const string Groups = "(?:" + D + "{7,8}|" + D + "{3,4}" + Gap + D + "{4})";

    // The first that fits from the left: so a case number is passed over whole, and nothing inside it is taken for a telephone.
    [GeneratedRegex(
        "(?<!"
            + D
            + ")(?:"
            // 20261121-0000123-1
            + ("(?<case>" + D + "{8}(?:" + Dash + D + "{7}" + Dash + D + "|" + D + "{8}))|")
            // 13800001234, 138 0000 1234, 1380000 1234, 1380-000-1234
            + ("(?<mobile>(?:" + Country + ")?[1１][3-9３-９]" + D + "(?:")
            + (D + "{8}|" + Gap + D + "{8}|" + Gap + D + "{4}" + Gap + D + "{4}|")
            + (D + "{4}" + Gap + D + "{4}|" + D + Dash + D + "{3}" + Dash + D + "{4}))|")
            // 110101 1990 0101 123X
            + (D + "{6}(?:" + Gap + ")?(?:[1１][89８９]|[2２][0０])" + D + "{2}(?:" + Gap + ")?")
            + (D + "{2}(?:" + Gap + ")?" + D + "{2}(?:" + Gap + ")?" + D + "{3}[0-9０-９XxＸｘ]|")
            // 6222 0212 3456 7890 123; no year begins so
            + ("[3-69３-６９]" + D + "{3}(?:" + Gap + D + "{4}){3}(?:" + Gap + D + "{1,3})?|")
            + (D + "{15,19}[0-9０-９XxＸｘ]?|")
            // (010) 6234 5678, +86 10 62345678
            + ("(?<fixed>[(（]?[0０]" + D + "{2,3}[)）]?(?:" + Gap + ")?" + Groups + "|")
            + (
                "[+＋][8８][6６](?:"
                + Gap
                + ")?[1-9１-９]"
                + D
                + "{1,2}(?:"
                + Gap
                + ")?"
                + Groups
                + "))"
            )
            + ("(?!" + D + ")")
    )]
    private static partial Regex Number();
}
