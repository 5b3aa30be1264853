using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Twins;

/// <summary>
/// The words and phrases that two texts share, for a person to see why they count as one. Both are cut into words by the lists that the program ships with,
/// signs and little words (的, 了, 在); what no list knows stays in one piece. A phrase is a row of words that both have, so that none begins or ends in the
/// middle of one.
/// </summary>
internal static class SharedWords
{
    private const int Most = 3;
    private const int LongestShown = 24;
    private const int ShortestShown = 2;

    /// <summary>What no list knows is cut at no word: shared stretches of so many letters tell something all the same.</summary>
    private const int ShortestUncut = 4;

    /// <summary>Letter by letter every one of a clause is laid beside every one of another: of a clause without any sign only the beginning.</summary>
    private const int MostUncut = 200;

    /// <summary>A long letter says at its beginning what it is about.</summary>
    private const int MostRead = 1_000;

    /// <summary>The longest phrases of the first text that the second has too, the longest first; <paramref name="without"/> are stretches that say nothing here, such as names of places.</summary>
    public static IReadOnlyList<string> Of(
        string a,
        string b,
        IReadOnlyCollection<string>? without = null
    )
    {
        var (one, other) = (Clauses(a, without ?? []), Clauses(b, without ?? []));
        var whole = Longest(Runs([.. one.SelectMany(Cut)], [.. other.SelectMany(Cut)]));
        return whole.Count > 0 ? whole : Longest(Uncut(one, other));
    }

    private static List<string> Longest(IEnumerable<string> phrases)
    {
        var shown = new List<string>();
        foreach (var phrase in phrases.OrderByDescending(phrase => phrase.Length))
        {
            if (!shown.Exists(longer => longer.Contains(phrase, StringComparison.Ordinal)))
            {
                shown.Add(phrase);
            }

            if (shown.Count == Most)
            {
                break;
            }
        }

        return shown;
    }

    /// <summary>The stretches between signs, in one form.</summary>
    private static List<string> Clauses(string text, IReadOnlyCollection<string> without)
    {
        var form = HouseNumbers.Of(PlainText.Of(text));
        form = form.Length > MostRead ? form[..MostRead] : form;
        foreach (var name in without)
        {
            form = form.Replace(name, "。", StringComparison.Ordinal);
        }

        var clauses = new List<string>();
        for (var start = 0; start < form.Length; )
        {
            var end = start;
            while (end < form.Length && PlainText.IsWord(form[end]))
            {
                end++;
            }

            if (end > start)
            {
                clauses.Add(form[start..end]);
            }

            start = end + 1;
        }

        return clauses;
    }

    /// <summary>The words of a clause, and behind it an empty one that nothing equals.</summary>
    private static IEnumerable<string> Cut(string clause) =>
        WordCuts.Of(clause).Select(piece => clause.Substring(piece.Start, piece.Length)).Append("");

    /// <summary>Every row of words that stands in both and can't be made longer, without the little ones at its ends.</summary>
    private static IEnumerable<string> Runs(string[] one, string[] other)
    {
        var before = new int[other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            var now = new int[other.Length + 1];
            for (var j = 1; j <= other.Length; j++)
            {
                if (one[i - 1].Length > 0 && one[i - 1] == other[j - 1])
                {
                    now[j] = before[j - 1] + 1;
                    if (
                        (
                            i == one.Length
                            || j == other.Length
                            || one[i].Length == 0
                            || one[i] != other[j]
                        ) && Phrase(one.AsSpan(i - now[j], now[j])) is { } phrase
                    )
                    {
                        yield return phrase;
                    }
                }
            }

            before = now;
        }
    }

    /// <summary>The words as one phrase; null when little is left of it. One that is too long to be shown ends with a word.</summary>
    private static string? Phrase(ReadOnlySpan<string> words)
    {
        while (words is [var first, ..] && WordCuts.IsLittle(first))
        {
            words = words[1..];
        }

        while (words is [.., var last] && WordCuts.IsLittle(last))
        {
            words = words[..^1];
        }

        var phrase = "";
        foreach (var word in words)
        {
            if (phrase.Length > 0 && phrase.Length + word.Length > LongestShown)
            {
                break;
            }

            phrase += word;
        }

        return phrase.Length < ShortestShown ? null
            : phrase.Length > LongestShown ? phrase[..LongestShown]
            : phrase;
    }

    /// <summary>Where no word is shared: the stretches of letters that both have.</summary>
    private static IEnumerable<string> Uncut(List<string> one, List<string> other) =>
        from a in one.Select(Beginning)
        from b in other.Select(Beginning)
        from run in Runs([.. a.Select(c => $"{c}")], [.. b.Select(c => $"{c}")])
        where run.Length >= ShortestUncut
        select run;

    private static string Beginning(string clause) =>
        clause.Length > MostUncut ? clause[..MostUncut] : clause;
}
