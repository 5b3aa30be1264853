using System.Globalization;

namespace Jiban.Platform.Writing;

/// <summary>Numbers as they are written in Chinese texts, in Arabic digits.</summary>
public static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>A longer run is a string of digits, whatever it holds: a telephone number, not a count.</summary>
    private const int Longest = 9;

    /// <summary>Whether a character may stand in a number: a digit of either kind, 〇, 十 or 百.</summary>
    public static bool IsPart(char c) => c is '十' or '百' || Digit(c) >= 0;

    /// <summary>0 to 9 of a digit, Arabic or Chinese (〇 and 零 are 0, 两 is 2, 壹 is 1); −1 of anything else.</summary>
    public static int Digit(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            '〇' => 0,
            '壹' => 1,
            '两' => 2,
            _ => Digits.IndexOf(c, StringComparison.Ordinal),
        };

    /// <summary>
    /// 十二 → 12, 二十 → 20, 一百零五 → 105, 一百五 → 150; without 十 and 百 digit by digit: 二〇六 → 206. What is no number stays as it is.
    /// </summary>
    public static string Arabic(ReadOnlySpan<char> number)
    {
        foreach (var c in number)
        {
            if (!IsPart(c))
            {
                return number.ToString();
            }
        }

        return number.Length <= Longest && number.ContainsAny('十', '百')
            ? Counted(number).ToString(CultureInfo.InvariantCulture)
            : Spelt(number);
    }

    private static string Spelt(ReadOnlySpan<char> number)
    {
        Span<char> written =
            number.Length <= 64 ? stackalloc char[number.Length] : new char[number.Length];
        for (var i = 0; i < number.Length; i++)
        {
            written[i] = Digit(number[i]) is >= 0 and var digit ? (char)('0' + digit) : number[i];
        }

        return written.ToString();
    }

    private static long Counted(ReadOnlySpan<char> number)
    {
        var (sum, digit) = (0L, -1L);
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[i];
            if (c is '十' or '百')
            {
                sum += Math.Max(digit, digit < 0 ? 1 : 0) * (c == '十' ? 10 : 100);
                digit = -1;
            }
            else
            {
                digit = Math.Max(digit, 0) * 10 + Digit(c);
            }
        }

        // 一百五 is 150, 一百零五 is 105.
        return sum
            + (
                digit > 0 && number.Length >= 2 && number[^2] == '百'
                    ? digit * 10
                    : Math.Max(digit, 0)
            );
    }
}
