using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Jiban.Cases;

/// <summary>
/// The number that people read out: eight digits of the day, seven of the sequence, one check digit, written
/// <c>20261121-0000123-1</c>. The check digit is Damm's (H. M. Damm, 2004): every single mistyped digit and every swap of two
/// neighbours is found, which ISO 7064 MOD 11,10 does not promise.
/// </summary>
internal static partial class CaseNumber
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 16;

    /// <summary>The largest sequence of one day.</summary>
    public const int MaxSequence = 9_999_999;

    [GeneratedRegex(
        @"(?<![0-9０-９])[0-9０-９]{8}[-－—– ]?[0-9０-９]{7}[-－—– ]?[0-9０-９](?![0-9０-９])"
    )]
    private static partial Regex Shape();

    private static readonly byte[,] Damm =
    {
        { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 },
        { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
        { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
        { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
        { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 },
        { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
        { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 },
        { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
        { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
        { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
    };

    /// <summary>Makes the number of a day's sequence, from 1.</summary>
    public static string Make(DateOnly day, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, MaxSequence);
        var digits =
            day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            + sequence.ToString("D7", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..]}-{Interim(digits)}";
    }

    /// <summary>The first number that stands in a text; null when there is none.</summary>
    public static string? FirstIn(string text)
    {
        foreach (Match match in Shape().Matches(text))
        {
            if (TryRead(match.Value, out var number))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>
    /// Reads what somebody typed: spaces, dashes and full-width digits are forgiven. False when it is no number: too short, too long,
    /// no such day, or the check digit does not fit.
    /// </summary>
    public static bool TryRead(string typed, [NotNullWhen(true)] out string? number)
    {
        number = null;
        var digits = new string([
            .. typed
                .Where(c => c is not (' ' or '-' or '－' or '—' or '–' or '\u3000'))
                .Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c),
        ]);
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit) || Interim(digits) != 0)
        {
            return false;
        }

        if (
            !DateOnly.TryParseExact(
                digits[..8],
                "yyyyMMdd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        )
        {
            return false;
        }

        number = $"{digits[..8]}-{digits[8..15]}-{digits[15]}";
        return true;
    }

    private static int Interim(string digits) =>
        digits.Aggregate(0, (interim, digit) => Damm[interim, digit - '0']);
}
