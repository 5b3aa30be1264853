using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Topics;

/// <summary>A feature of a text and its weight; the squares of a text's weights add up to 1.</summary>
internal readonly record struct Weighted(int Feature, float Weight);

/// <summary>
/// Texts as vectors over runs of two letters of their opening, where people say what it is about. The rare runs, which names of estates,
/// companies and places are made of, weigh most; those of hardly any or very many texts are left out.
/// </summary>
internal static class TopicVectors
{
    /// <summary>Letters of the opening.</summary>
    private const int Opening = 120;

    private const int MostFeatures = 60;
    private const int FewestTexts = 2;
    private const double MostTextsShare = 0.1;
    private const int MostTexts = 1000;

    /// <summary>The vector of each text, weightiest feature first, and how many features there are.</summary>
    public static (Weighted[][] Vectors, int Features) Of(IReadOnlyList<string> letters)
    {
        var runs = letters.Select(RunsOf).ToArray();
        var texts = new Dictionary<ulong, int>();
        foreach (var run in runs.SelectMany(text => text.Keys))
        {
            texts[run] = texts.GetValueOrDefault(run) + 1;
        }

        var most = Math.Min(MostTexts, Math.Max(5, letters.Count * MostTextsShare));
        var features = texts
            .Where(run => run.Value >= FewestTexts && run.Value <= most)
            .Select(
                (run, feature) =>
                    (run.Key, feature, Idf: Math.Log(letters.Count / (double)run.Value))
            )
            .ToDictionary(run => run.Key, run => (run.feature, run.Idf));
        return ([.. runs.Select(text => Vector(text, features))], features.Count);
    }

    private static Dictionary<ulong, int> RunsOf(string letters)
    {
        var counts = new Dictionary<ulong, int>();
        var end = Math.Min(letters.Length, Opening) - Shingles.Compared;
        for (var i = 0; i <= end; i++)
        {
            var run = Shingles.Key(letters.AsSpan(i, Shingles.Compared));
            counts[run] = counts.GetValueOrDefault(run) + 1;
        }

        return counts;
    }

    private static Weighted[] Vector(
        Dictionary<ulong, int> runs,
        Dictionary<ulong, (int Feature, double Idf)> features
    )
    {
        var weighted = runs.Where(run => features.ContainsKey(run.Key))
            .Select(run =>
                (
                    features[run.Key].Feature,
                    Weight: (1 + Math.Log(run.Value)) * features[run.Key].Idf
                )
            )
            .OrderByDescending(run => run.Weight)
            .ThenBy(run => run.Feature)
            .Take(MostFeatures)
            .ToArray();
        var length = Math.Sqrt(weighted.Sum(run => run.Weight * run.Weight));
        return
        [
            .. weighted
                .Where(_ => length > 0)
                .Select(run => new Weighted(run.Feature, (float)(run.Weight / length))),
        ];
    }
}
