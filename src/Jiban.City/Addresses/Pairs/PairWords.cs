using System.Text.RegularExpressions;

namespace Jiban.City.Addresses.Pairs;

/// <summary>
/// What is written where two texts differ, and what ends a common run, each as a word hashed to a row of <see cref="WordScore"/>: that a remainder says
/// 东门 or 停车场 speaks against one place, that it says 3单元 does not. Numbers are seen as numbers, not by their value.
/// </summary>
internal static partial class PairWords
{
    private const int Ends = 3;

    public static int[] Of(PairText a, PairText b, CommonRuns runs)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var head = a.Text.Length - a.Local.Length;
        Remainders("a", a.Local, runs.InA.AsSpan(head), words);
        Remainders("b", b.Text, runs.InB, words);
        EndsOf("a", a.Text, runs.InA, words);
        EndsOf("b", b.Text, runs.InB, words);
        words.Add($"ends {At(a.Text, a.Text.Length - 1)}/{At(b.Text, b.Text.Length - 1)}");
        words.Add($"kinds {a.Kind}/{b.Kind}");
        foreach (var (x, y) in a.Regions.Take(2).SelectMany(x => b.Regions.Select(y => (x, y))))
        {
            words.Add($"regions {x}/{y}");
        }

        foreach (var run in runs.Runs)
        {
            var (endA, endB) = (run.InA + run.Length, run.InB + run.Length);
            words.Add($"same {Plain(a.Text[run.InA..endA])}");
            words.Add($"then {At(a.Text, endA - 1)}|{At(a.Text, endA)}|{At(b.Text, endB)}");
        }

        var standings = PairFacts.Standings(a, b).ToArray();
        words.Add($"numbers {string.Concat(standings.Select(kind => kind.Standing))}");
        words.UnionWith(standings.Select(kind => $"number {kind.Kind}{kind.Standing}"));
        return [.. words.Select(Row).Distinct().Order()];
    }

    private static void Remainders(
        string side,
        string text,
        ReadOnlySpan<bool> covered,
        HashSet<string> words
    )
    {
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && !covered[end])
            {
                words.Add($"{side}1 {text[end]}");
                if (end > start)
                {
                    words.Add($"{side}2 {Plain(text[(end - 1)..(end + 1)])}");
                }

                end++;
            }

            if (end > start)
            {
                words.Add($"{side} {Plain(text[start..end])}");
                start = end;
            }
        }
    }

    private static void EndsOf(string side, string text, bool[] covered, HashSet<string> words)
    {
        for (var length = 1; length <= Math.Min(Ends, text.Length); length++)
        {
            words.Add($"{side} ends {covered[^1]} {Plain(text[^length..])}");
        }
    }

    private static string At(string text, int at) =>
        at < 0 || at >= text.Length ? "$" : Plain(text[at..(at + 1)]);

    private static string Plain(string text) => Digits().Replace(text, "0");

    /// <summary>FNV-1a.</summary>
    private static int Row(string word)
    {
        var hash = 0x811C_9DC5u;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 0x0100_0193;
        }

        return (int)((hash ^ (hash >> 15)) % WordScore.Rows);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
