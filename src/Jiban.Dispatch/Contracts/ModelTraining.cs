using Jiban.Dispatch.Learning;
using Jiban.Dispatch.Understanding;

namespace Jiban.Dispatch.Contracts;

/// <summary>A text and what it is.</summary>
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

/// <summary>What a training came to. Shares are 0 to 1, measured on a fifth of the texts that was not learned from.</summary>
/// <param name="CalibrationError">Expected calibration error over ten bins: how far the probability is from the share that is right.</param>
public sealed record TrainingReport(
    int Texts,
    int HeldOut,
    int Features,
    double Accuracy,
    double MacroF1,
    double CalibrationError,
    TimeSpan Took,
    IReadOnlyList<LabelScore> Labels
);

/// <summary>A model that can be kept and asked.</summary>
public sealed class TrainedModel
{
    private readonly TextModel _model;

    internal TrainedModel(TextModel model, TrainingReport report) =>
        (_model, Report) = (model, report);

    /// <summary>How it did on what it had not seen.</summary>
    public TrainingReport Report { get; }

    /// <summary>The likeliest label and its probability.</summary>
    public (string Label, double Probability) Classify(string text) =>
        _model.Classify(PlainText.Of(text));

    /// <summary>Writes the model, whole or not at all.</summary>
    public void Save(string path) => ModelFile.Save(_model, path, stamp: "");
}

/// <summary>Learns a text model from labelled texts: <c>jiban train</c>.</summary>
public static class ModelTraining
{
    private const int Fewest = 2;

    /// <summary>Trains; the same texts and seed give the same model to the last bit.</summary>
    /// <exception cref="ArgumentException">Fewer than two labels with at least two texts each.</exception>
    public static TrainedModel Train(IReadOnlyList<LabelledText> texts, int seed)
    {
        var enough = texts
            .Where(text =>
                !string.IsNullOrWhiteSpace(text.Text) && !string.IsNullOrWhiteSpace(text.Label)
            )
            .GroupBy(text => text.Label)
            .Where(label => label.Count() >= Fewest)
            .ToList();
        if (enough.Count < Fewest)
        {
            throw new ArgumentException(
                "Training needs two labels with two texts each.",
                nameof(texts)
            );
        }

        var (model, report) = TextTrainer.Train(
            [.. enough.SelectMany(label => label)],
            seed,
            TrainerSettings.Default
        );
        return new TrainedModel(model, report);
    }
}
