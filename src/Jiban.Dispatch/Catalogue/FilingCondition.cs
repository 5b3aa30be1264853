using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Catalogue;

/// <summary>Filing conditions (立案条件): what must be known before a report without a requester is filed without a person.</summary>
/// <param name="ClassCode">Two or four digits; empty for every class that has no conditions of its own.</param>
/// <param name="Words">The condition as the standard words it.</param>
/// <param name="NeedsComponent">Whether the component that it is about must be named.</param>
/// <param name="Sizes">What must be measured, as <see cref="LeastSizes"/> reads it; empty for nothing.</param>
/// <param name="Urgency">
/// The tier of the limits of what is filed under it (处置时限), unless the words or the class make it more urgent; null for that of the class.
/// </param>
internal sealed record FilingCondition(
    string ClassCode,
    string Words,
    string WordsEn,
    bool NeedsPin,
    bool NeedsComponent,
    int MinPhotos,
    int MinClassPermille,
    string Sizes,
    Urgency? Urgency
)
{
    /// <summary>What must be measured.</summary>
    public LeastSizes Least { get; } = LeastSizes.Parse(Sizes);
}
