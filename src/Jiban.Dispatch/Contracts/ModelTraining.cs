using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>A text and what it is.</summary>
/// <param name="Label">A word, or a path of any depth with a slash between its parts (市政/照明/路灯).</param>
/// <param name="Group">Texts of one group are never parted between training and trial: they were made from one pattern. Null: a group of its own.</param>
public sealed record LabelledText(string Text, string Label, string? Group = null);

/// <summary>How well one label was found among the texts held out.</summary>
/// <param name="Support">Texts held out that have the label.</param>
public sealed record LabelScore(
    string Label,
    int Support,
    double Precision,
    double Recall,
    double F1
);

/// <summary>How well the beginnings of paths were found, down to one level: what a label is above its finest part.</summary>
/// <param name="Level">1 is the coarsest.</param>
/// <param name="Labels">How many different ones there are at this level.</param>
/// <param name="CalibrationError">As that of the report.</param>
public sealed record LevelScore(
    int Level,
    int Labels,
    double Accuracy,
    double MacroF1,
    double CalibrationError
);

/// <summary>Texts that were given about the same probability, and the share of them that was right.</summary>
public sealed record CalibrationBin(int Texts, double Probability, double Right);

/// <summary>A text of which a model was sure and wrong. It holds a citizen's words.</summary>
public sealed record TrainingError(string Text, string Label, string Said, double Probability);

/// <summary>What a training came to. Shares are 0 to 1, measured on texts that were not learned from: each of five folds in turn.</summary>
/// <param name="HeldOut">Texts that were held out and measured.</param>
/// <param name="CalibrationError">Expected calibration error over ten bins: how far the probability is from the share that is right.</param>
/// <param name="Confusion">Row: what it is, column: what was said, both in the order of <paramref name="Labels"/>.</param>
/// <param name="WorstErrors">The surest of the wrong answers first.</param>
public sealed record TrainingReport(
    int Texts,
    int HeldOut,
    int Features,
    double Accuracy,
    double MacroF1,
    double CalibrationError,
    TimeSpan Took,
    IReadOnlyList<LabelScore> Labels,
    IReadOnlyList<int[]> Confusion,
    IReadOnlyList<CalibrationBin> Calibration,
    IReadOnlyList<TrainingError> WorstErrors
)
{
    /// <summary>Each level of the labels, where they are paths; none where they are words.</summary>
    public IReadOnlyList<LevelScore> Levels { get; init; } = [];

    /// <summary>Labels that stand once and so teach nothing; each is one text.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>A model that can be kept and asked.</summary>
public sealed class TrainedModel
{
    private readonly TextModel _model;

    internal TrainedModel(TextModel model) => _model = model;

    /// <summary>What it tells apart.</summary>
    public IReadOnlyList<string> Labels => _model.Labels;

    internal TextModel Text => _model;

    /// <summary>Reads a kept model.</summary>
    /// <exception cref="IOException">Not there, not a model of this version, or damaged.</exception>
    public static TrainedModel Load(string path) => new(ModelFile.Load(path).Model);

    /// <summary>The likeliest label and its probability.</summary>
    public (string Label, double Probability) Classify(ReadOnlySpan<char> text) =>
        _model.Classify(PlainText.Glance(text));

    /// <summary>How many levels its labels have; 1 when they are no paths.</summary>
    public int Levels => _model.Tree.Levels;

    /// <summary>
    /// The likeliest way down the tree, a beginning of a path for each level with its probability; a path that ends earlier is told again. Its last one may be another than the
    /// likeliest whole path, where that stands in a less likely part of the tree.
    /// </summary>
    public IReadOnlyList<(string Label, double Probability)> ClassifyByLevel(string text) =>
        _model.Way(PlainText.Of(text));

    /// <summary>The words of a text that decided for its likeliest label against the next one, the weightiest first.</summary>
    public IReadOnlyList<string> Why(string text) => DecidingWords.Of(_model, PlainText.Of(text));

    /// <summary>Writes the model, whole or not at all.</summary>
    public void Save(string path) => ModelFile.Save(_model, path, stamp: "");
}

/// <summary>Learns a text model from labelled texts: <c>jiban train</c>.</summary>
public static class ModelTraining
{
    private const int Fewest = 2;

    /// <summary>Trains; the same texts and seed give the same model to the last bit.</summary>
    /// <param name="progress">Told what is being done, every now and then.</param>
    /// <exception cref="ArgumentException">Fewer than two labels with at least two texts each.</exception>
    public static (TrainedModel Model, TrainingReport Report) Train(
        IReadOnlyList<LabelledText> texts,
        int seed,
        IProgress<string>? progress = null
    )
    {
        var (enough, leftOut) = WithEnough(
            Spelt([
                .. texts.Where(text =>
                    !string.IsNullOrWhiteSpace(text.Text) && LabelTree.Tidy(text.Label).Length > 0
                ),
            ])
        );
        if (enough.Select(text => text.Label).Distinct().Count() < Fewest)
        {
            throw new ArgumentException(
                $"training needs two labels with two texts each; there are {texts.Count} texts of {texts.Select(text => LabelTree.Tidy(text.Label)).Distinct().Count()} labels, and {enough.Select(text => text.Label).Distinct().Count()} of these have two."
            );
        }

        var (model, report) = TextTrainer.Train(
            enough,
            seed,
            TrainerSettings.For(enough.Count),
            progress
        );
        return (new TrainedModel(model), report with { LeftOut = leftOut });
    }

    /// <summary>Labels that are one but for blanks are one, as most of the texts write it.</summary>
    private static List<LabelledText> Spelt(List<LabelledText> texts)
    {
        var spelling = texts
            .GroupBy(text => LabelTree.Tidy(text.Label))
            .ToDictionary(
                same => same.Key,
                same =>
                    same.CountBy(text => LabelTree.Spelt(text.Label))
                        .OrderByDescending(spelt => spelt.Value)
                        .ThenBy(spelt => spelt.Key, StringComparer.Ordinal)
                        .First()
                        .Key
            );
        return texts.ConvertAll(text => text with { Label = spelling[LabelTree.Tidy(text.Label)] });
    }

    /// <summary>The texts whose label stands twice. What stands once is counted to the class above it, as far as there is one: a path teaches at least its beginning.</summary>
    /// <returns>Them, and the labels left out: each stands once and has none above it.</returns>
    private static (List<LabelledText> Texts, IReadOnlyList<string> LeftOut) WithEnough(
        List<LabelledText> texts
    )
    {
        for (
            var level = texts.Count == 0 ? 0 : texts.Max(text => LabelTree.LevelsOf(text.Label));
            level > 1;
            level--
        )
        {
            var rare = Rare(texts);
            texts =
            [
                .. texts.Select(text =>
                    rare.Contains(text.Label) && LabelTree.LevelsOf(text.Label) == level
                        ? text with
                        {
                            Label = LabelTree.Above(text.Label)!,
                        }
                        : text
                ),
            ];
        }

        var few = Rare(texts);
        // Label by label: the order in which a learner visits them is part of what it learns.
        return (
            [
                .. texts
                    .Where(text => !few.Contains(text.Label))
                    .GroupBy(text => text.Label)
                    .SelectMany(label => label),
            ],
            [.. few.Order(StringComparer.Ordinal)]
        );
    }

    private static HashSet<string> Rare(List<LabelledText> texts) =>
        [
            .. texts
                .GroupBy(text => text.Label)
                .Where(label => label.Count() < Fewest)
                .Select(label => label.Key),
        ];
}
