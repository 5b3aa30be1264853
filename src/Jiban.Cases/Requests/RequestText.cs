using System.Text;
using System.Text.RegularExpressions;
using Jiban.Platform.Web;

namespace Jiban.Cases.Requests;

/// <summary>What may be a request: words that a person can act on. What is refused is named, and nothing is written.</summary>
internal static partial class RequestText
{
    /// <summary>Characters of a request, at most.</summary>
    public const int MaxLength = 5_000;

    /// <summary>Checks the text and gives it back trimmed, with line ends made equal.</summary>
    public static (string? Text, Problem? Problem) Check(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (
                null,
                Fault(400, "text-missing", "请写下您的诉求。", "Please write your request.")
            );
        }

        if (HasLoneSurrogate(typed))
        {
            return (
                null,
                Fault(
                    400,
                    "text-not-unicode",
                    "文字中有无法识别的字符，请删去后再提交。",
                    "The text is not valid Unicode (a lone surrogate)."
                )
            );
        }

        var text = typed.ReplaceLineEndings("\n").Trim();
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            return (
                null,
                Fault(
                    400,
                    "text-control-characters",
                    "文字中有看不见的控制字符，请删去后再提交。",
                    "The text holds control characters other than line ends and tabs."
                )
            );
        }

        if (text.Length > MaxLength)
        {
            return (
                null,
                Fault(
                    413,
                    "text-too-long",
                    $"诉求最多{MaxLength}个字，请写得简短一些，详细材料可以作为照片上传。",
                    $"A request has at most {MaxLength} characters."
                )
            );
        }

        if (Markup().IsMatch(text))
        {
            return (
                null,
                Fault(
                    422,
                    "text-is-markup",
                    "诉求里有网页代码，请只用文字描述。",
                    "The text holds HTML markup; please use plain words."
                )
            );
        }

        if (DatabaseCode().IsMatch(text))
        {
            return (
                null,
                Fault(
                    422,
                    "text-is-code",
                    "诉求里有数据库代码，请只用文字描述。",
                    "The text holds database code; please use plain words."
                )
            );
        }

        return text.EnumerateRunes().Any(Rune.IsLetterOrDigit)
            ? (text, null)
            : (
                null,
                Fault(
                    422,
                    "text-without-words",
                    "只有符号或表情，我们无法知道您需要什么。请用文字写下来。",
                    "There are only symbols or emoji; please use words."
                )
            );
    }

    /// <summary>Checks a short field such as a name or a place in words.</summary>
    public static Problem? CheckShort(string field, string? typed, int maxLength)
    {
        if (typed is null)
        {
            return null;
        }

        return HasLoneSurrogate(typed) || typed.Any(char.IsControl) || typed.Length > maxLength
            ? Malformed(field, $"最多{maxLength}个字，不含控制字符。")
            : null;
    }

    /// <summary>The fault of one field; nothing was registered.</summary>
    public static Problem Malformed(string field, string fault) =>
        new(400, "malformed", "填写的内容有误，请检查后再提交。", "The input is malformed.")
        {
            Errors = new Dictionary<string, string[]> { [field] = [fault] },
        };

    private static Problem Fault(int status, string type, string zh, string en) =>
        new(status, type, zh, en) { Errors = new Dictionary<string, string[]> { ["text"] = [zh] } };

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }

    // Not a defence: parameters and escaping are. A page's source or a statement is nothing that a unit can act on, and whoever
    // pasted it by mistake is told at once.
    [GeneratedRegex(
        @"<\s*/?\s*(script|style|iframe|img|svg|object|embed|form|input|link|meta|body|html|div|span|table|a|p|br)\b[^>]*>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Markup();

    [GeneratedRegex(
        @"\b(drop|alter|truncate|create)\s+(table|database|schema|role)\b|\bunion\s+(all\s+)?select\b|\binsert\s+into\s+\w+|\bdelete\s+from\s+\w+|\bupdate\s+\w+\s+set\s|\bselect\b[^;]{1,200}\bfrom\s+\w+|'\s*or\s+'?\d+'?\s*=\s*'?\d+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DatabaseCode();
}
