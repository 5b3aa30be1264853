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

    /// <summary>Free text with identity numbers, telephone numbers and bank cards scrubbed.</summary>
    public static string Text(string text) =>
        MobileNumber()
            .Replace(
                FixedLine()
                    .Replace(
                        LongNumber()
                            .Replace(text, match => $"{match.Value[..3]}***{match.Value[^4..]}"),
                        match => $"****{match.Value[^4..]}"
                    ),
                match => Phone(match.Value)!
            );

    /// <summary>Digits of a telephone number; null when there are fewer than five or more than fifteen.</summary>
    public static string? NormalisePhone(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var digits = new string([
            .. typed
                .Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)
                .Where(char.IsAsciiDigit),
        ]);
        digits =
            digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal)
                ? digits[2..]
                : digits;
        return digits.Length is >= 5 and <= 15 ? digits : null;
    }

    [GeneratedRegex(@"(?<!\d)\d{15,19}[\dXx]?(?!\d)")]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)")]
    private static partial Regex FixedLine();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex MobileNumber();
}
