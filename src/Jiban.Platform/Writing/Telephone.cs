namespace Jiban.Platform.Writing;

/// <summary>Telephone numbers as people type them: in groups, in full-width digits, with the code of the country.</summary>
public static class Telephone
{
    private const int Fewest = 5;
    private const int Most = 15;

    /// <summary>The digits of a number in ASCII, without 86 before a mobile; whatever stands between or beside them is passed over. Null when there are fewer than five or more than fifteen.</summary>
    public static string? Normalise(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var digits = DigitsOf(typed);
        var country =
            digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? 2
            : digits.Length == 15 && digits.StartsWith("0086", StringComparison.Ordinal) ? 4
            : 0;
        digits = digits[country..];
        return digits.Length is >= Fewest and <= Most ? digits : null;
    }

    /// <summary>
    /// The same of what is one number and nothing else, to be dialled by a machine: an extension or a word beside it makes it none. The plus of another country stays.
    /// </summary>
    public static string? Read(string typed)
    {
        var number = typed.Trim();
        var isAbroad = number is ['+' or '＋', ..];
        if (
            (isAbroad ? number[1..] : number).Any(c => !IsDigit(c) && !IsBetween(c))
            || Normalise(number) is not { } digits
        )
        {
            return null;
        }

        return isAbroad && digits == DigitsOf(number) ? $"+{digits}" : digits;
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    /// <summary>What stands between the groups of a number.</summary>
    private static bool IsBetween(char c) =>
        c is ' ' or '\u3000' or '-' or '－' or '‐' or '–' or '(' or ')' or '（' or '）';

    private static string DigitsOf(string typed) =>
        new([
            .. typed.Where(IsDigit).Select(c => char.IsAsciiDigit(c) ? c : (char)(c - '０' + '0')),
        ]);
}
