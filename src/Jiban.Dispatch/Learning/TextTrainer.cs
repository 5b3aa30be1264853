using System.Diagnostics;
using Jiban.Dispatch.Contracts;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// Trains a model: once on four fifths to measure it and to find its temperature on the fifth held out, then on everything.
/// </summary>
internal static class TextTrainer
{
    private const int Fold = 5;

    public static (TextModel Model, TrainingReport Report) Train(
        IReadOnlyList<LabelledText> texts,
        int seed,
        TrainerSettings settings
    )
    {
        var watch = Stopwatch.StartNew();
        var labels = texts.Select(t => t.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var labelOf = texts
            .Select(t => Array.BinarySearch(labels, t.Label, StringComparer.Ordinal))
            .ToArray();
        var keys = texts.Select(Keys).ToList();
        var heldOut = HoldOut(texts, seed);

        var trial = Fit(
            Pick(keys, heldOut, false),
            Pick(labelOf, heldOut, false),
            labels,
            seed,
            settings
        );
        var (scored, tried) = (Pick(keys, heldOut, true), Pick(labelOf, heldOut, true));
        var margins = scored.ConvertAll(k => Margins(trial, k));
        var temperature = Calibration.Temperature(margins, tried);
        var model = Fit(keys, [.. labelOf], labels, seed, settings, temperature);
        watch.Stop();
        return (
            model,
            Scoring.Report(
                labels,
                margins,
                tried,
                temperature,
                texts.Count,
                model.Vocabulary.Count,
                watch.Elapsed
            )
        );
    }

    private static List<ulong> Keys(LabelledText text)
    {
        var keys = new List<ulong>(text.Text.Length * 3);
        TextFeatures.Read(PlainText.Of(text.Text), keys);
        return keys;
    }

    /// <summary>A fifth of the groups, drawn by chance, spread over the labels; a label of few groups gives one now and then.</summary>
    private static bool[] HoldOut(IReadOnlyList<LabelledText> texts, int seed)
    {
        var chance = new Random(seed);
        var held = new bool[texts.Count];
        var owed = 0;
        foreach (var label in texts.Select((text, i) => (text, i)).GroupBy(x => x.text.Label))
        {
            var groups = label.GroupBy(x => x.text.Group ?? "#" + x.i).ToArray();
            chance.Shuffle(groups);
            owed += groups.Length;
            var taken = Math.Min(owed / Fold, groups.Length - 1);
            owed -= taken * Fold;
            foreach (var member in groups.Take(taken).SelectMany(group => group))
            {
                held[member.i] = true;
            }
        }

        return held;
    }

    private static List<T> Pick<T>(IReadOnlyList<T> all, bool[] heldOut, bool which) =>
        [.. all.Where((_, i) => heldOut[i] == which)];

    private static float[] Margins(TextModel model, List<ulong> keys)
    {
        var margins = new float[model.Labels.Length];
        model.LogOdds(keys, margins);
        return margins;
    }

    private static TextModel Fit(
        List<List<ulong>> keys,
        List<int> labelOf,
        string[] labels,
        int seed,
        TrainerSettings settings,
        float temperature = 1
    )
    {
        var width = TextModel.WidthOf(labels.Length);
        var vocabulary = Vocabulary.Of(keys, settings.LeastTexts, settings.MostWeights / width);
        var vectors = keys.ConvertAll(k => SparseText.Of(k, vocabulary));
        var dense = OneVersusRest.Train(
            vectors,
            [.. labelOf],
            vocabulary.Count,
            width,
            seed,
            settings
        );
        return Small(labels, vocabulary, dense, temperature);
    }

    /// <summary>Weights to a byte each: a row's largest weight is 127 steps.</summary>
    private static TextModel Small(
        string[] labels,
        Vocabulary vocabulary,
        DenseWeights dense,
        float temperature
    )
    {
        var width = dense.Width;
        var weights = new sbyte[vocabulary.Count * width];
        var scales = new float[vocabulary.Count];
        for (var feature = 0; feature < vocabulary.Count; feature++)
        {
            var row = dense.Weights.AsSpan(feature * width, width);
            var most = 0f;
            foreach (var weight in row)
            {
                most = Math.Max(most, Math.Abs(weight));
            }

            scales[feature] = most / sbyte.MaxValue;
            for (var label = 0; label < width && most > 0; label++)
            {
                weights[(feature * width) + label] = (sbyte)
                    MathF.Round(row[label] / scales[feature]);
            }
        }

        var bias = dense.Weights.AsSpan(vocabulary.Count * width, labels.Length).ToArray();
        return new TextModel(labels, vocabulary, weights, scales, bias, temperature);
    }
}
