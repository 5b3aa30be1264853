using System.Runtime.InteropServices;
using Jiban.Dispatch.Twins;

namespace Jiban.Dispatch.Topics;

/// <summary>A feature of a text and its weight; the squares of a text's weights add up to 1.</summary>
internal readonly record struct Weighted(int Feature, float Weight);

/// <summary>
/// Texts as vectors over runs of two letters of their opening, where people say what it is about. The rare runs, which names of estates,
/// companies and places are made of, weigh most; those of hardly any text, and those of many texts that are otherwise unlike ("the estate", "please"), are left out. A run of many
/// texts that are alike is a matter that many tell: the hottest of all.
/// </summary>
internal static class TopicVectors
{
    /// <summary>Letters of the opening.</summary>
    private const int Opening = 120;

    private const int MostFeatures = 60;
    private const int FewestTexts = 2;
    private const double MostTextsShare = 0.1;
    private const int MostTexts = 1000;

    /// <summary>So many of the texts that have a frequent run are compared.</summary>
    private const int Asked = 64;

    /// <summary>Texts of one matter have a mean cosine of a fifth and more; texts that only share a common word one of a few hundredths.</summary>
    private const double Alike = 0.12;

    /// <summary>
    /// The vector of each text, weightiest feature first, and how many features there are. The runs of a text are counted anew wherever they are needed: kept for all, they would take ten times
    /// what the vectors do.
    /// </summary>
    public static (Weighted[][] Vectors, int Features) Of(IReadOnlyList<string> messages)
    {
        string[] openings = [.. messages.Select(OpeningOf)];
        var texts = new Dictionary<ulong, int>();
        var runs = new Dictionary<ulong, int>();
        foreach (var opening in openings)
        {
            foreach (var run in RunsOf(opening, runs).Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(texts, run, out _)++;
            }
        }

        var most = Math.Min(MostTexts, Math.Max(5, openings.Length * MostTextsShare));
        var features = Features(texts, openings.Length, run => run.Value <= most);
        var frequent = texts.Where(run => run.Value > most).ToDictionary();
        if (frequent.Count > 0)
        {
            var all = Features(texts, openings.Length, _ => true);
            var told = Told(openings, frequent, all);
            features = Features(
                texts,
                openings.Length,
                run => run.Value <= most || told.Contains(run.Key)
            );
        }

        return (
            [.. openings.Select(opening => Vector(RunsOf(opening, runs), features))],
            features.Count
        );
    }

    /// <summary>Of the frequent runs those whose texts are alike: the mean cosine of an even sample of them, each pair once.</summary>
    private static HashSet<ulong> Told(
        string[] openings,
        Dictionary<ulong, int> frequent,
        Dictionary<ulong, (int Feature, double Idf)> features
    )
    {
        var samples = frequent.ToDictionary(run => run.Key, _ => new List<int>());
        var seen = new Dictionary<ulong, int>();
        var runs = new Dictionary<ulong, int>();
        for (var text = 0; text < openings.Length; text++)
        {
            foreach (var run in RunsOf(openings[text], runs).Keys.Where(frequent.ContainsKey))
            {
                var nth = seen[run] = seen.GetValueOrDefault(run) + 1;
                // Every nth, so that the sample is spread over all of them.
                if (nth % ((frequent[run] + Asked - 1) / Asked) == 0)
                {
                    samples[run].Add(text);
                }
            }
        }

        return
        [
            .. samples
                .Where(sample => Nearness(sample.Value, openings, features) >= Alike)
                .Select(sample => sample.Key),
        ];
    }

    private static double Nearness(
        List<int> texts,
        string[] openings,
        Dictionary<ulong, (int Feature, double Idf)> features
    )
    {
        var (sum, squares) = (new Dictionary<int, double>(), 0.0);
        var alone = Math.Log(openings.Length + 1);
        var runs = new Dictionary<ulong, int>();
        foreach (var text in texts)
        {
            // What one text alone says parts it from the others: it counts for its length.
            var weighted = RunsOf(openings[text], runs)
                .Select(run =>
                    features.TryGetValue(run.Key, out var known)
                        ? (known.Feature, Weight: (1 + Math.Log(run.Value)) * known.Idf)
                        : (Feature: -1, Weight: (1 + Math.Log(run.Value)) * alone)
                )
                .ToList();
            var square = weighted.Sum(run => run.Weight * run.Weight);
            foreach (var (feature, weight) in weighted.Where(run => run.Feature >= 0))
            {
                sum[feature] = sum.GetValueOrDefault(feature) + weight / Math.Sqrt(square);
                squares += weight * weight / square;
            }
        }

        return (sum.Values.Sum(weight => weight * weight) - squares)
            / (texts.Count * (texts.Count - 1.0));
    }

    /// <summary>The runs that at least two texts have, numbered, each with how much its rarity makes it weigh; one that all texts have still weighs something.</summary>
    private static Dictionary<ulong, (int Feature, double Idf)> Features(
        Dictionary<ulong, int> texts,
        int count,
        Func<KeyValuePair<ulong, int>, bool> isOne
    ) =>
        texts
            .Where(run => run.Value >= FewestTexts && isOne(run))
            .Select(
                (run, feature) => (run.Key, feature, Idf: Math.Log((count + 1) / (double)run.Value))
            )
            .ToDictionary(run => run.Key, run => (run.feature, run.Idf));

    /// <summary>The letters of a message that are looked at.</summary>
    private static string OpeningOf(string message)
    {
        var letters = Shingles.Letters(message);
        return letters.Length > Opening ? letters[..Opening] : letters;
    }

    /// <summary>How often each run stands in an opening; into a table that is used again.</summary>
    private static Dictionary<ulong, int> RunsOf(string opening, Dictionary<ulong, int> counts)
    {
        counts.Clear();
        for (var i = 0; i <= opening.Length - Shingles.Compared; i++)
        {
            var run = Shingles.Key(opening.AsSpan(i, Shingles.Compared));
            CollectionsMarshal.GetValueRefOrAddDefault(counts, run, out _)++;
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
