namespace Jiban.Platform.Writing;

/// <summary>
/// How a Chinese name is set on a page, whatever the form of the file it came from: brackets as wide as characters, letters and digits narrow, no blank between characters. A name without
/// any Chinese character stays as it is.
/// </summary>
public static class ChineseTypography
{
    private const int FullToHalf = '！' - '!';

    /// <summary>The name as it is shown; the same object where nothing changes.</summary>
    public static string Of(string name)
    {
        if (!name.Any(IsChinese) || !name.Any(IsOdd))
        {
            return name;
        }

        var set = new char[name.Length];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (IsBlank(c) && (length == 0 || !IsLatin(set[length - 1]) || !IsLatinAt(name, i + 1)))
            {
                continue;
            }

            set[length++] = c switch
            {
                '(' => '（',
                ')' => '）',
                '　' => ' ',
                _ when IsWideLatin(c) => (char)(c - FullToHalf),
                _ => c,
            };
        }

        return new string(set, 0, length);
    }

    private static bool IsOdd(char c) => c is '(' or ')' || IsBlank(c) || IsWideLatin(c);

    private static bool IsBlank(char c) => c is ' ' or '　';

    private static bool IsWideLatin(char c) =>
        c
            is (>= '０' and <= '９')
                or (>= 'Ａ' and <= 'Ｚ')
                or (>= 'ａ' and <= 'ｚ')
                or '＃'
                or '－';

    private static bool IsLatinAt(string name, int at) =>
        at < name.Length && (IsLatin(name[at]) || IsWideLatin(name[at]));

    private static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c);

    private static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
