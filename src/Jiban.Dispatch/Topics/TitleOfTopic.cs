using System.Text.RegularExpressions;
using Jiban.Dispatch.Understanding;
using Jiban.Platform.Writing;

namespace Jiban.Dispatch.Topics;

/// <summary>
/// What a topic is called: the stretch of its most central message that the others say as well, in the words and signs in which it was written, without how people begin ("complaint about"). What one writer alone says (a name, a
/// number) is no part of it.
/// </summary>
internal static partial class TitleOfTopic
{
    private const int Longest = 30;
    private const int Shortest = 4;
    private const int MostRead = 600;

    /// <summary>What a pair of characters must be shared by, of the others, to be worth more than it costs.</summary>
    private const double Needed = 0.34;

    /// <summary>The title, or empty where the messages have no stretch of four characters in common.</summary>
    public static string Of(string central, IReadOnlyList<string> others)
    {
        var text = Plain(central);
        var known = others.Select(other => PairsOf(Plain(other))).ToArray();
        if (known.Length == 0)
        {
            return "";
        }

        var best = (Gain: 0.0, Start: 0, End: 0);
        var (gain, start) = (0.0, 0);
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (!PlainText.IsWord(text[i]) || !PlainText.IsWord(text[i + 1]))
            {
                (gain, start) = (0, i + 1);
                continue;
            }

            var pair = (text[i], text[i + 1]);
            gain += (known.Count(pairs => pairs.Contains(pair)) / (double)known.Length) - Needed;
            if (gain <= 0)
            {
                (gain, start) = (0, i + 1);
            }
            else if (gain > best.Gain && i + 2 - start <= Longest)
            {
                best = (gain, start, i + 2);
            }
        }

        if (best.End == 0)
        {
            return "";
        }

        var (first, end) = WordCuts.Whole([.. WordCuts.Of(text)], best.Start, best.End);
        return WithoutOpening(
            end - first <= Longest ? central[first..end] : central[best.Start..best.End]
        );
    }

    /// <summary>A title says the matter, not that somebody complains of it or asks.</summary>
    private static string WithoutOpening(string title)
    {
        var matter = Opening().Replace(title, "");
        return matter.Length >= Shortest ? matter
            : title.Length >= Shortest ? title
            : "";
    }

    [GeneratedRegex(
        "^(?:强烈|紧急|再次|继续|投诉|举报|反映|反应|咨询|询问|请问|关于|对于|请求|恳请|建议|希望|要求|请|对)+"
    )]
    private static partial Regex Opening();

    /// <summary>One form of width, case and character, position by position; a message of very many characters says at its beginning what it is about.</summary>
    public static string Plain(string text) =>
        string.Concat(
            text.Take(MostRead)
                .Select(c =>
                    char.ToLowerInvariant(
                        c switch
                        {
                            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                            '\u3000' => ' ',
                            _ => SimplifiedForms.Of(c),
                        }
                    )
                )
        );

    private static HashSet<(char, char)> PairsOf(string text) =>
        [.. text.Zip(text.Skip(1), (one, next) => (one, next))];
}
