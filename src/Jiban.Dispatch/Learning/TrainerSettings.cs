namespace Jiban.Dispatch.Learning;

/// <summary>How a model is trained.</summary>
/// <param name="Cost">Price of a text on the wrong side: higher follows the texts more closely.</param>
/// <param name="OwnWeight">How much more a label's own texts cost than the others'.</param>
/// <param name="Epochs">Times every text is visited.</param>
/// <param name="LeastTexts">A feature stands in at least so many texts.</param>
/// <param name="MostWeights">Ceiling of features × labels: 4 bytes each while training, 1 byte kept.</param>
internal sealed record TrainerSettings(
    float Cost,
    float OwnWeight,
    int Epochs,
    int LeastTexts,
    int MostWeights
)
{
    /// <summary>Chosen on held-out messages (docs/dispatch.md).</summary>
    public static readonly TrainerSettings Default = new(2, 2, 8, 2, 24_000_000);

    /// <summary>For the default model, which somebody waits for at the first start: half the visits cost no accuracy that could be measured.</summary>
    public static readonly TrainerSettings Quick = Default with { Epochs = 4 };
}
