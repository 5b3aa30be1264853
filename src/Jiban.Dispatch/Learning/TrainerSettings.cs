namespace Jiban.Dispatch.Learning;

/// <summary>How a model is trained.</summary>
/// <param name="Cost">Price of a text on the wrong side: higher follows the texts more closely.</param>
/// <param name="RatioCost">The same for the second machine, whose features are weighted by <see cref="CountRatios"/>; 0: there is none.</param>
/// <param name="OwnWeight">How much more a label's own texts cost than the others'.</param>
/// <param name="Balance">Power of how rare a label is by which its own texts cost more still; 0: none, 1: each label's texts cost as much together.</param>
/// <param name="Epochs">Times every text is visited.</param>
/// <param name="LeastTexts">A feature stands in at least so many texts.</param>
/// <param name="MostWeights">Ceiling of features × labels: 4 bytes each while training, 1 byte kept.</param>
/// <param name="Opening">Characters at the beginning that are features of their own besides: there stands the title; 0: none.</param>
/// <param name="Trials">Of five folds, so many are held out in turn and measured.</param>
internal sealed record TrainerSettings(
    float Cost,
    float RatioCost,
    float OwnWeight,
    float Balance,
    int Epochs,
    int LeastTexts,
    int MostWeights,
    int Opening,
    int Trials
)
{
    /// <summary>Chosen by cross-validation on real messages (docs/understanding.md).</summary>
    public static readonly TrainerSettings Default = new(2, 0.5f, 2, 0.5f, 6, 2, 24_000_000, 25, 5);

    /// <summary>
    /// The same for a number of texts: of many, a feature stands in more before it is believed. On 8,035 texts ten gave the best figures and a ninth of
    /// the features of two; a file of a few hundred texts needs every feature it has.
    /// </summary>
    public static TrainerSettings For(int texts) =>
        Default with
        {
            LeastTexts = Math.Clamp(texts / TextsForOne, Default.LeastTexts, MostLeastTexts),
        };

    private const int TextsForOne = 800;
    private const int MostLeastTexts = 10;

    /// <summary>For the default model, which somebody waits for at the first start: one machine, three trials: by two its surety wobbled by a sixth with which they were.</summary>
    public static readonly TrainerSettings Quick = new(2, 0, 2, 0, 4, 2, 24_000_000, 0, 3);
}
