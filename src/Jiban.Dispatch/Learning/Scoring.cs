using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Learning;

/// <summary>Counts how well a model did on texts it had not seen.</summary>
internal static class Scoring
{
    private const int Bins = 10;

    public static TrainingReport Report(
        string[] labels,
        IReadOnlyList<float[]> margins,
        IReadOnlyList<int> truth,
        float temperature,
        int texts,
        int features,
        TimeSpan took
    )
    {
        var said = margins.Select(m => Array.IndexOf(m, m.Max())).ToArray();
        var scores = labels.Select((label, i) => Score(label, i, said, truth)).ToArray();
        var seen = scores.Where(score => score.Support > 0).ToArray();
        return new TrainingReport(
            texts,
            truth.Count,
            features,
            truth.Count == 0
                ? 0
                : said.Where((label, i) => label == truth[i]).Count() / (double)truth.Count,
            seen.Length == 0 ? 0 : seen.Average(score => score.F1),
            Error(margins, said, truth, temperature),
            took,
            scores
        );
    }

    private static LabelScore Score(string label, int index, int[] said, IReadOnlyList<int> truth)
    {
        var support = truth.Count(t => t == index);
        var claimed = said.Count(s => s == index);
        var right = said.Where((s, i) => s == index && truth[i] == index).Count();
        return new LabelScore(
            label,
            support,
            claimed == 0 ? 0 : right / (double)claimed,
            support == 0 ? 0 : right / (double)support,
            claimed + support == 0 ? 0 : 2d * right / (claimed + support)
        );
    }

    /// <summary>Expected calibration error.</summary>
    private static double Error(
        IReadOnlyList<float[]> margins,
        int[] said,
        IReadOnlyList<int> truth,
        float temperature
    )
    {
        var (count, sure, right) = (new int[Bins], new double[Bins], new int[Bins]);
        for (var i = 0; i < said.Length; i++)
        {
            var probability = Calibration.Probabilities(margins[i], temperature)[said[i]];
            var bin = Math.Min((int)(probability * Bins), Bins - 1);
            count[bin]++;
            sure[bin] += probability;
            right[bin] += said[i] == truth[i] ? 1 : 0;
        }

        return said.Length == 0
            ? 0
            : Enumerable.Range(0, Bins).Sum(bin => Math.Abs(sure[bin] - right[bin])) / said.Length;
    }
}
