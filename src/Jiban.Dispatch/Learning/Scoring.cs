using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Learning;

/// <summary>What a model said of a text that it had not seen.</summary>
internal sealed record Trial(int Text, int Truth, float[] Margins);

/// <summary>Counts how well models did on texts they had not seen.</summary>
internal static class Scoring
{
    private const int Bins = 10;
    private const int MostErrors = 20;

    private sealed record Said(int Text, int Truth, int Label, double Probability);

    public static TrainingReport Report(
        string[] labels,
        IReadOnlyList<LabelledText> texts,
        IReadOnlyList<Trial> trials,
        float temperature
    )
    {
        var said = trials.Select(trial => Say(trial, temperature)).ToArray();
        var scores = labels.Select((label, i) => Score(label, i, said)).ToArray();
        var seen = scores.Where(score => score.Support > 0).ToArray();
        var bins = Calibrated(said);
        return new TrainingReport(
            texts.Count,
            said.Length,
            Features: 0,
            said.Length == 0 ? 0 : said.Average(s => s.Label == s.Truth ? 1d : 0),
            seen.Length == 0 ? 0 : seen.Average(score => score.F1),
            Error(bins, said.Length),
            TimeSpan.Zero,
            scores,
            Confusion(said, labels.Length),
            bins,
            Errors(said, labels, texts)
        )
        {
            Levels = Levels(labels, trials, temperature),
        };
    }

    /// <summary>Level by level, where labels are paths: what the way down the tree says, against the beginning of the true path.</summary>
    private static IReadOnlyList<LevelScore> Levels(
        string[] labels,
        IReadOnlyList<Trial> trials,
        float temperature
    )
    {
        var tree = new LabelTree(labels);
        if (tree.Levels == 1)
        {
            return [];
        }

        var ways = trials
            .Select(trial => tree.Way(Calibration.Probabilities(trial.Margins, temperature)))
            .ToArray();
        return
        [
            .. tree.Groups.Select(
                (level, at) =>
                {
                    var said = trials
                        .Select(
                            (trial, i) =>
                                new Said(
                                    trial.Text,
                                    level.Of[trial.Truth],
                                    Array.BinarySearch(
                                        level.Names,
                                        ways[i][at].Name,
                                        StringComparer.Ordinal
                                    ),
                                    ways[i][at].Probability
                                )
                        )
                        .ToArray();
                    var seen = level
                        .Names.Select((name, i) => Score(name, i, said))
                        .Where(score => score.Support > 0)
                        .ToArray();
                    return new LevelScore(
                        at + 1,
                        level.Names.Length,
                        said.Length == 0 ? 0 : said.Average(s => s.Label == s.Truth ? 1d : 0),
                        seen.Length == 0 ? 0 : seen.Average(score => score.F1),
                        Error(Calibrated(said), said.Length)
                    );
                }
            ),
        ];
    }

    /// <summary>Expected calibration error.</summary>
    private static double Error(CalibrationBin[] bins, int said) =>
        bins.Sum(bin => bin.Texts * Math.Abs(bin.Probability - bin.Right)) / Math.Max(1, said);

    private static Said Say(Trial trial, float temperature)
    {
        var label = Array.IndexOf(trial.Margins, trial.Margins.Max());
        var probability = Calibration.Probabilities(trial.Margins, temperature)[label];
        return new Said(trial.Text, trial.Truth, label, probability);
    }

    private static LabelScore Score(string label, int index, Said[] said)
    {
        var support = said.Count(s => s.Truth == index);
        var claimed = said.Count(s => s.Label == index);
        var right = said.Count(s => s.Label == index && s.Truth == index);
        return new LabelScore(
            label,
            support,
            claimed == 0 ? 0 : right / (double)claimed,
            support == 0 ? 0 : right / (double)support,
            claimed + support == 0 ? 0 : 2d * right / (claimed + support)
        );
    }

    private static int[][] Confusion(Said[] said, int labels)
    {
        var matrix = Enumerable.Range(0, labels).Select(_ => new int[labels]).ToArray();
        foreach (var one in said)
        {
            matrix[one.Truth][one.Label]++;
        }

        return matrix;
    }

    private static CalibrationBin[] Calibrated(Said[] said) =>
        [
            .. said.GroupBy(s => Math.Min((int)(s.Probability * Bins), Bins - 1))
                .OrderBy(bin => bin.Key)
                .Select(bin => new CalibrationBin(
                    bin.Count(),
                    bin.Average(s => s.Probability),
                    bin.Average(s => s.Label == s.Truth ? 1d : 0)
                )),
        ];

    private static TrainingError[] Errors(
        Said[] said,
        string[] labels,
        IReadOnlyList<LabelledText> texts
    ) =>
        [
            .. said.Where(s => s.Label != s.Truth)
                .OrderByDescending(s => s.Probability)
                .ThenBy(s => s.Text)
                .Take(MostErrors)
                .Select(s => new TrainingError(
                    texts[s.Text].Text,
                    labels[s.Truth],
                    labels[s.Label],
                    s.Probability
                )),
        ];
}
