namespace Jiban.Dispatch.Contracts;

/// <summary>A model that was learned and not yet kept.</summary>
/// <param name="HeldOut">What was said of each correction, in their order, by a model that had not seen it; null for one that was always learned from.</param>
public sealed record LearnedModel(
    TrainedModel Model,
    TrainingReport Report,
    IReadOnlyList<string?> HeldOut
);
