using System.Text.Json;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Handling;

/// <summary>Something that is to happen to a case.</summary>
/// <param name="Kind">One of <see cref="Cases.Happened"/>.</param>
/// <param name="Text">Free text that goes with it, encrypted beside the journal.</param>
/// <param name="Uploads">Files that go with it.</param>
/// <param name="Purpose">What the files show: before, after, proof.</param>
internal sealed record Happening(
    string Kind,
    JsonElement Data,
    string? Text,
    IReadOnlyList<Guid> Uploads,
    string Purpose
)
{
    /// <summary>Recordings of what was said on the spot, beside the files.</summary>
    public IReadOnlyList<Guid> Recordings { get; init; } = [];

    /// <summary>Whether the text stands for the registration, which had none, and is kept as its words.</summary>
    public bool IsOfRegistration { get; init; }

    /// <summary>From the facts of a kind.</summary>
    public static Happening Of<T>(
        string kind,
        T facts,
        string? text = null,
        IReadOnlyList<Guid>? uploads = null,
        string purpose = "proof"
    ) =>
        new(
            kind,
            CanonicalJson.Of(facts),
            string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
            uploads ?? [],
            purpose
        );
}

/// <summary>What a decision gives: a refusal, or what is to happen, in order and in one transaction. Exactly one of the two.</summary>
internal readonly record struct Decided(Refused? Refused, IReadOnlyList<Happening> Happenings)
{
    public static implicit operator Decided(Refused refused) => new(refused, []);

    public static implicit operator Decided(Happening happening) => new(null, [happening]);

    public static implicit operator Decided(Happening[] happenings) => new(null, happenings);

    public static implicit operator Decided(Refusal why) => new(new Refused(why), []);
}
