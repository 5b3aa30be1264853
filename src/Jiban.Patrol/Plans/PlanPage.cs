namespace Jiban.Patrol.Plans;

/// <summary>A plan as its page shows it.</summary>
/// <param name="MayPlan">Whether the one who asks may send people, publish and close.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="OfCase">The case out of which it was made.</param>
/// <param name="Every">Days from one look at a place to the next; null for one look.</param>
/// <param name="OpenFindings">Cases that were found and are not closed.</param>
/// <param name="Undecided">Differences of a census that nobody has decided in the registry.</param>
/// <param name="DifferencesLeft">So many were undecided when it was closed.</param>
/// <param name="Effect">Requests before, during and after; null where no class is named.</param>
/// <param name="Layer">The version that the public sees; null when none is published.</param>
internal sealed record PlanPage(
    Guid Id,
    PlanKind Kind,
    string Title,
    ListReports.UnitName Unit,
    string? MadeBy,
    DateTimeOffset MadeAt,
    string? Owner,
    string? ClassCode,
    string? ClassName,
    PlanPage.CasePart? OfCase,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int? Every,
    IReadOnlyList<string> Checklist,
    DateTimeOffset? ClosedAt,
    string? Conclusion,
    bool MayPlan,
    int OpenFindings,
    int Undecided,
    int DifferencesLeft,
    PlanEffect? Effect,
    PlanPage.LayerPart? Layer,
    IReadOnlyList<PlanPage.PlacePart> Places,
    PlanPage.GroupPart Group
)
{
    /// <param name="Members">The units that it concerns beside the one that made it.</param>
    /// <param name="Posts">Oldest first.</param>
    /// <param name="MayPost">Whether the one who asks may tell the others something.</param>
    public sealed record GroupPart(
        IReadOnlyList<ListReports.UnitName> Members,
        IReadOnlyList<PostPart> Posts,
        bool MayPost
    );

    /// <param name="Text">Masked.</param>
    public sealed record PostPart(
        int No,
        DateTimeOffset At,
        string? By,
        ListReports.UnitName Unit,
        string Text
    );

    public sealed record CasePart(Guid Id, string Number);

    public sealed record LayerPart(int Version, DateTimeOffset PublishedAt);

    /// <param name="Component">Identifier of the component that the place is; null for a place that is none.</param>
    /// <param name="DueOn">The civil day by which somebody looks next; null when nothing is left.</param>
    /// <param name="Looks">Oldest first.</param>
    public sealed record PlacePart(
        int No,
        string Name,
        double Lon,
        double Lat,
        string? Component,
        Guid? InspectorId,
        string? Inspector,
        DateOnly? DueOn,
        IReadOnlyList<LookPart> Looks
    );

    /// <param name="Answers">One a line of the checklist.</param>
    /// <param name="Note">Masked.</param>
    /// <param name="Seal">What the phone made over it, as it was made again here; null when it made none.</param>
    /// <param name="MetresAway">How far from the place the inspector stood; null when his phone did not say.</param>
    public sealed record LookPart(
        Guid Id,
        DateTimeOffset At,
        string? By,
        LookResult Result,
        IReadOnlyList<bool> Answers,
        string? Note,
        CasePart? Found,
        IReadOnlyList<Guid> Photos,
        IReadOnlyList<Guid> Recordings,
        string? Seal,
        int? MetresAway
    );
}
