namespace Jiban.City.Contracts;

/// <summary>
/// The unified social credit code of a legal person or other organisation (统一社会信用代码, GB 32100-2015): department of registration, kind,
/// six digits of the division, nine characters of the body, and a check character.
/// </summary>
public static class CreditCode
{
    public const int Length = 18;

    /// <summary>Digits and letters without I, O, S, V, Z, in the order of their values.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private const int Generator = 3;

    /// <summary>Whether a text is a code whose last character checks the others.</summary>
    public static bool IsSound(string? text) =>
        text is { Length: Length }
        && text.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0
        && CheckOf(text.AsSpan(0, Length - 1)) == text[^1];

    /// <summary>The check character of the seventeen before it: their values, weighed by powers of three modulo 31, add up with it to a multiple of 31.</summary>
    /// <returns>Null when one of them stands not in the alphabet.</returns>
    public static char? CheckOf(ReadOnlySpan<char> body)
    {
        var (sum, weight) = (0, 1);
        foreach (var one in body)
        {
            var value = Alphabet.IndexOf(one, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            sum += value * weight;
            weight = weight * Generator % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
