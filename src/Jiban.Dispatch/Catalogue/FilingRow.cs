using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>A filing condition as it is kept.</summary>
internal record FilingRow
{
    public required string ClassCode { get; init; }
    public required string Words { get; init; }
    public required string WordsEn { get; init; }
    public required bool NeedsPin { get; init; }
    public required bool NeedsComponent { get; init; }
    public required int MinPhotos { get; init; }
    public required int MinClassPermille { get; init; }
    public required string Sizes { get; init; }

    /// <summary>Null for that of the class.</summary>
    public string? Urgency { get; init; }

    public FilingCondition ToCondition() =>
        new(
            ClassCode,
            Words,
            WordsEn,
            NeedsPin,
            NeedsComponent,
            MinPhotos,
            MinClassPermille,
            Sizes,
            Urgency is { } word ? Enum.Parse<Urgency>(word) : null
        );

    public static FilingRow Of(FilingCondition condition) =>
        new()
        {
            ClassCode = condition.ClassCode,
            Words = condition.Words,
            WordsEn = condition.WordsEn,
            NeedsPin = condition.NeedsPin,
            NeedsComponent = condition.NeedsComponent,
            MinPhotos = condition.MinPhotos,
            MinClassPermille = condition.MinClassPermille,
            Sizes = condition.Sizes,
            Urgency = condition.Urgency?.ToString(),
        };
}
