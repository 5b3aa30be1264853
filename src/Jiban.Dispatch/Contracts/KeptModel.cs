namespace Jiban.Dispatch.Contracts;

/// <summary>What a text model was learned from.</summary>
public enum ModelSource
{
    /// <summary>The project's own sentences.</summary>
    Shipped,

    /// <summary>A labelled file: <c>jiban train</c>.</summary>
    File,

    /// <summary>What people corrected, beside all examples: the nightly training.</summary>
    Corrections,
}

/// <summary>A text model that can be put in force.</summary>
/// <param name="Number">Its own for ever; 0 is the one that ships.</param>
/// <param name="MadeBy">The account; null from the command line and by the clock.</param>
/// <param name="Report">How well it did on what it had not seen, without quotes; null for the one that ships.</param>
public sealed record KeptModel(
    int Number,
    string Name,
    ModelSource Source,
    DateTimeOffset? MadeAt,
    Guid? MadeBy,
    IReadOnlyList<string> Labels,
    TrainingReport? Report
);

/// <summary>From when on a text model reads, and who decided so.</summary>
/// <param name="PutBy">The account; null from the command line.</param>
public sealed record ModelTerm(int Number, DateTimeOffset Since, Guid? PutBy);
