using System.Diagnostics;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Learning;

/// <summary>Weights of all labels, dense, before they are made small.</summary>
/// <param name="Weights">Row by row: <paramref name="Width"/> labels to a feature; the last row is the bias.</param>
internal sealed record DenseWeights(float[] Weights, int Width);

/// <summary>What came of a training.</summary>
/// <param name="HeldOut">What was said of each text while it was held out; null for one that never was.</param>
internal sealed record Training(
    TextModel Model,
    TrainingReport Report,
    IReadOnlyList<string?> HeldOut
)
{
    public void Deconstruct(out TextModel model, out TrainingReport report) =>
        (model, report) = (Model, Report);
}

/// <summary>
/// Trains a model: for each trial on the other folds, to measure it on what it has not seen and to find its temperature; then on everything.
/// </summary>
internal static class TextTrainer
{
    /// <summary>Counts the ways of learning there have been: a default model that was kept by an earlier one is learned again.</summary>
    public const int Edition = 3;

    /// <summary>Trainings at once: each holds its own weights in memory.</summary>
    private const int SideBySide = 2;

    public static Training Train(
        IReadOnlyList<LabelledText> texts,
        int seed,
        TrainerSettings settings,
        IProgress<string>? progress = null
    )
    {
        var watch = Stopwatch.StartNew();
        var labels = texts.Select(t => t.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var labelOf = texts
            .Select(t => Array.BinarySearch(labels, t.Label, StringComparer.Ordinal))
            .ToArray();
        // Which features there are, and how frequent, is of all texts: it tells nothing of labels.
        // The runs of a text are ten times the text: they are read anew wherever they are needed, and never kept for all.
        var vocabulary = Vocabulary.Of(
            Read(texts, settings.Opening, "texts read for features", progress),
            settings.LeastTexts,
            settings.MostWeights / TextModel.WidthOf(labels.Length)
        );
        var vectors = Read(texts, settings.Opening, "texts weighted", progress)
            .Select(keys => SparseText.Of(keys, vocabulary))
            .ToList();
        var folds = Folds.Of(texts, seed);

        // The last one holds nothing out: it is the model.
        var weights = new DenseWeights[settings.Trials + 1];
        var learnt = 0;
        Parallel.For(
            0,
            weights.Length,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
            fold =>
            {
                var held = fold == settings.Trials ? Folds.Nothing : fold;
                var learned = Where(folds, f => f != held);
                weights[fold] = Fit(
                    learned.ConvertAll(i => vectors[i]),
                    [.. learned.Select(i => labelOf[i])],
                    vocabulary.Count,
                    labels.Length,
                    seed,
                    settings
                );
                progress?.Report(
                    $"{Interlocked.Increment(ref learnt)} of {weights.Length} trainings done"
                );
            }
        );

        TextModel Model(int fold, float temperature, Surety? surety = null) =>
            Small(labels, vocabulary, weights[fold], temperature, settings, surety);

        var tried = new List<Trial>();
        var read = new List<ulong>();
        for (var fold = 0; fold < settings.Trials; fold++)
        {
            progress?.Report($"trial {fold + 1} of {settings.Trials}");
            var model = Model(fold, 1);
            var learned = Frequency(Where(folds, f => f != fold), vectors, vocabulary.Count);
            tried.AddRange(
                Where(folds, f => f == fold)
                    .Select(i => new Trial(
                        i,
                        labelOf[i],
                        Margins(
                            model,
                            Keys(texts[i], settings.Opening, read)
                                .FindAll(key =>
                                    vocabulary.Find(key) is >= 0 and var feature
                                    && learned[feature] >= settings.LeastTexts
                                )
                        )
                    ))
            );
        }

        var temperature = Calibration.Temperature(
            tried.ConvertAll(trial => trial.Margins),
            tried.ConvertAll(trial => trial.Truth)
        );
        var report = Scoring.Report(labels, texts, tried, temperature) with
        {
            Features = vocabulary.Count,
            Took = watch.Elapsed,
        };
        var heldOut = new string?[texts.Count];
        foreach (var trial in tried)
        {
            heldOut[trial.Text] = labels[Array.IndexOf(trial.Margins, trial.Margins.Max())];
        }

        var surety = ClassBlend.Learn(
            labels,
            tried.ConvertAll(trial =>
                (texts[trial.Text], Array.ConvertAll(trial.Margins, m => m * temperature))
            ),
            temperature
        );
        return new Training(Model(settings.Trials, temperature, surety), report, heldOut);
    }

    /// <summary>The runs of each text, in one list that is filled anew: good until the next is asked for.</summary>
    private static IEnumerable<List<ulong>> Read(
        IReadOnlyList<LabelledText> texts,
        int opening,
        string what,
        IProgress<string>? progress
    )
    {
        var keys = new List<ulong>();
        for (var text = 0; text < texts.Count; text++)
        {
            if (text % 4096 == 0)
            {
                progress?.Report($"{text:N0} of {texts.Count:N0} {what}");
            }

            yield return Keys(texts[text], opening, keys);
        }
    }

    private static List<ulong> Keys(LabelledText text, int opening, List<ulong> keys)
    {
        keys.Clear();
        TextFeatures.Read(PlainText.Of(text.Text), keys, opening);
        return keys;
    }

    /// <summary>
    /// In how many of some texts each feature stands. One that stood in too few of those that were learned from is unknown to the trial, as it would be to the model in use: left in, without a
    /// weight, it would make what is known of a text shorter and the trial less sure than the model will be.
    /// </summary>
    private static int[] Frequency(List<int> texts, List<SparseText> vectors, int features)
    {
        var frequency = new int[features];
        foreach (var text in texts)
        {
            foreach (var feature in vectors[text].Indices)
            {
                frequency[feature]++;
            }
        }

        return frequency;
    }

    private static List<int> Where(int[] folds, Func<int, bool> chosen) =>
        [.. Enumerable.Range(0, folds.Length).Where(i => chosen(folds[i]))];

    private static float[] Margins(TextModel model, List<ulong> keys)
    {
        var margins = new float[model.Labels.Length];
        model.LogOdds(keys, margins);
        return margins;
    }

    /// <summary>One machine, or the sum of two; both are linear in the same features, so that two cost no more than one to ask.</summary>
    private static DenseWeights Fit(
        List<SparseText> vectors,
        int[] labelOf,
        int features,
        int labels,
        int seed,
        TrainerSettings settings
    )
    {
        var width = OneVersusRest.WidthOf(labels);
        var weights = Machine(settings.Cost, ratios: null);
        if (settings.RatioCost > 0)
        {
            var ratios = CountRatios.Of(vectors, labelOf, features, width);
            var second = Machine(settings.RatioCost, ratios);
            for (var at = 0; at < weights.Length; at++)
            {
                weights[at] += second[at];
            }
        }

        return new DenseWeights(weights, width);

        float[] Machine(float cost, float[]? ratios) =>
            OneVersusRest.Train(vectors, labelOf, features, width, seed, cost, ratios, settings);
    }

    /// <summary>Weights to a byte each: a row's largest weight is 127 steps.</summary>
    private static TextModel Small(
        string[] labels,
        Vocabulary vocabulary,
        DenseWeights dense,
        float temperature,
        TrainerSettings settings,
        Surety? surety
    )
    {
        var width = TextModel.WidthOf(labels.Length);
        var weights = new sbyte[vocabulary.Count * width];
        var scales = new float[vocabulary.Count];
        for (var feature = 0; feature < vocabulary.Count; feature++)
        {
            var row = dense.Weights.AsSpan(feature * dense.Width, labels.Length);
            var most = 0f;
            foreach (var weight in row)
            {
                most = Math.Max(most, Math.Abs(weight));
            }

            scales[feature] = most / sbyte.MaxValue;
            for (var label = 0; label < row.Length && most > 0; label++)
            {
                weights[(feature * width) + label] = (sbyte)
                    MathF.Round(row[label] / scales[feature]);
            }
        }

        var bias = dense.Weights.AsSpan(vocabulary.Count * dense.Width, labels.Length).ToArray();
        return new TextModel(
            labels,
            vocabulary,
            weights,
            scales,
            bias,
            temperature,
            settings.Opening,
            surety
        );
    }
}
