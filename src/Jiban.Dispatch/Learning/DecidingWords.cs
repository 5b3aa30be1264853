using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// Why a model said what it said: each run gives its weight, for the label said against the next one, to its characters; what stands together and
/// speaks for the label is shown as whole words (<see cref="WordCuts"/>), the weightiest first.
/// </summary>
internal static class DecidingWords
{
    private const int Most = 5;
    private const int Shortest = 2;

    /// <summary>What no list knows is taken for one word up to here: a short name, a verb. A longer stretch is several.</summary>
    private const int LongestUnlisted = 4;

    public static IReadOnlyList<string> Of(TextModel model, string plain)
    {
        var logOdds = new float[model.Labels.Length];
        if (model.LogOdds(plain, logOdds) == 0 || logOdds.Length < 2)
        {
            return [];
        }

        var order = Enumerable
            .Range(0, logOdds.Length)
            .OrderByDescending(i => logOdds[i])
            .ToArray();
        var weights = Weights(model, plain, order[0], order[1]);
        var found = new Dictionary<string, float>();
        foreach (var (start, end, weight) in Stretches(plain, weights))
        {
            var words = plain[start..end];
            found[words] = found.GetValueOrDefault(words) + weight;
        }

        return
        [
            .. found
                .OrderByDescending(words => words.Value)
                .ThenBy(words => words.Key, StringComparer.Ordinal)
                .Take(Most)
                .Select(words => words.Key),
        ];
    }

    /// <summary>What stands together and speaks for the label, in whole words; two that have a word in common are one.</summary>
    private static List<(int Start, int End, float Weight)> Stretches(string plain, float[] weights)
    {
        var pieces = WordCuts.Of(plain).ToList();
        var found = new List<(int Start, int End, float Weight)>();
        for (var start = 0; start < plain.Length; )
        {
            var end = start;
            var weight = 0f;
            while (end < plain.Length && weights[end] > 0)
            {
                weight += weights[end++];
            }

            if (end - start >= Shortest)
            {
                var whole = WordCuts.Whole(pieces, start, end, LongestUnlisted);
                if (found is [.., var last] && last.End > whole.Start)
                {
                    found[^1] = (last.Start, whole.End, last.Weight + weight);
                }
                else
                {
                    found.Add((whole.Start, whole.End, weight));
                }
            }

            start = Math.Max(end, start + 1);
        }

        return found;
    }

    /// <summary>
    /// What one occurrence of a known run adds to the vector of the text: its share of what all its occurrences add, for a word that is
    /// said three times does not count three times, and the opening has its own share of every text.
    /// </summary>
    private static Dictionary<int, float> Worth(TextModel model, string plain)
    {
        var keys = new List<ulong>(plain.Length * TextFeatures.Longest);
        TextFeatures.Read(plain, keys, model.Opening);
        var text = SparseText.Of(keys, model.Vocabulary);
        var worth = new Dictionary<int, float>(text.Count);
        for (var i = 0; i < text.Count; i++)
        {
            worth[text.Indices[i]] = text.Values[i];
        }

        foreach (var same in keys.CountBy(model.Vocabulary.Find))
        {
            if (same.Key >= 0)
            {
                worth[same.Key] /= same.Value;
            }
        }

        return worth;
    }

    /// <summary>What each character says for a label against another: together the difference of their margins, but for what the labels have anyway.</summary>
    internal static float[] Weights(TextModel model, string plain, int label, int next)
    {
        var worth = Worth(model, plain);
        var weights = new float[plain.Length];
        for (var start = 0; start < plain.Length; start++)
        {
            for (
                var length = 1;
                length <= TextFeatures.Longest
                    && start + length <= plain.Length
                    && PlainText.IsWord(plain[start + length - 1]);
                length++
            )
            {
                var run = plain.AsSpan(start, length);
                var weight = Weight(run, inOpening: false);
                if (start + length <= model.Opening)
                {
                    weight += Weight(run, inOpening: true);
                }

                for (var i = start; i < start + length; i++)
                {
                    weights[i] += weight / length;
                }
            }
        }

        return weights;

        float Weight(ReadOnlySpan<char> run, bool inOpening)
        {
            var feature = model.Vocabulary.Find(TextFeatures.Key(run, inOpening));
            if (feature < 0)
            {
                return 0;
            }

            var row = model.Weights.AsSpan(feature * model.Width, model.Width);
            return (row[label] - row[next]) * model.Scales[feature] * worth[feature];
        }
    }
}
