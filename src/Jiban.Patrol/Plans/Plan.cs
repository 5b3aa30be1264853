using Jiban.Platform.Auth;

namespace Jiban.Patrol.Plans;

/// <summary>Why inspectors are sent somewhere.</summary>
internal enum PlanKind
{
    /// <summary>From one case to its whole class (举一反三): every place of the kind is looked at once (S4).</summary>
    Sweep,

    /// <summary>A hot place or matter is watched more (重点巡查) (S24).</summary>
    Watch,

    /// <summary>A list of places is gone through before a season, by a checklist (专项排查) (S24).</summary>
    Campaign,

    /// <summary>Components are confirmed one by one (普查): is it there, how does it stand, is its position right.</summary>
    Census,
}

/// <summary>What somebody saw at a place.</summary>
internal enum LookResult
{
    /// <summary>Nothing wrong (正常).</summary>
    Fine,

    /// <summary>Something is wrong, and it is a case now (发现问题).</summary>
    Found,

    /// <summary>Nobody could get there (无法查看).</summary>
    NoAccess,

    /// <summary>Of a census: it is not as on record, or a new one was found (有出入).</summary>
    Differs,
}

/// <summary>A plan by which inspectors look at places (巡查计划).</summary>
internal sealed record Plan
{
    public required Guid PlanId { get; init; }
    public required PlanKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>The unit that owns it; its inspectors look.</summary>
    public required Guid UnitId { get; init; }
    public required Guid MadeBy { get; init; }

    /// <summary>The person who answers for it.</summary>
    public required Guid OwnerId { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The class whose requests near the places are counted before and after; null for none.</summary>
    public string? ClassCode { get; init; }

    /// <summary>The case out of which a sweep was made.</summary>
    public Guid? OfCase { get; init; }
    public string? OfNumber { get; init; }

    /// <summary>First civil day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last civil day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Days from one look at a place to the next; null when one look is enough.</summary>
    public int? EveryDays { get; init; }

    /// <summary>What is asked at every place, to be answered yes or no.</summary>
    public string[] Checklist { get; init; } = [];
    public DateTimeOffset? ClosedAt { get; init; }
    public Guid? ClosedBy { get; init; }
    public string? Conclusion { get; init; }

    /// <summary>Of a census: differences that nobody had decided when it was closed.</summary>
    public int DifferencesLeft { get; init; }

    public bool IsClosed => ClosedAt is not null;

    /// <summary>How an account stands to it.</summary>
    public Relation RelationOf(Actor actor, Func<Guid, Guid, bool> isBelow) =>
        RelationTo.Case(actor.UnitId, UnitId, isBelow);

    /// <summary>The day by which a place is looked at after it was looked at on a day; null when that was the last time.</summary>
    public DateOnly? NextAfter(DateOnly looked, LookResult result) =>
        result == LookResult.NoAccess && looked < EndsOn ? looked.AddDays(1)
        : EveryDays is { } days && looked.AddDays(days) <= EndsOn ? looked.AddDays(days)
        : null;
}

/// <summary>A place of a plan.</summary>
internal sealed record Place
{
    public required Guid PlanId { get; init; }

    /// <summary>From 1, in the order of the list.</summary>
    public required int PlaceNo { get; init; }
    public required string Name { get; init; }

    /// <summary>1e-7 degrees, WGS-84.</summary>
    public required int LonE7 { get; init; }

    /// <inheritdoc cref="LonE7"/>
    public required int LatE7 { get; init; }

    /// <summary>The identifier of the component that the place is; null for a place that is none.</summary>
    public string? Component { get; init; }

    /// <summary>Whose task it is; null for every inspector of the plan's unit.</summary>
    public Guid? InspectorId { get; init; }

    /// <summary>The civil day by which somebody looks next; null when nothing is left to look at.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>What was seen at a place of a plan.</summary>
internal sealed record Look
{
    public required Guid LookId { get; init; }
    public required Guid PlanId { get; init; }
    public required int PlaceNo { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid By { get; init; }
    public required LookResult Result { get; init; }

    /// <summary>One answer a line of the checklist: whether it is as it should be.</summary>
    public bool[] Answers { get; init; } = [];
    public string? Note { get; init; }
    public Guid? CaseId { get; init; }
    public string? Number { get; init; }

    /// <summary>What the phone made over it, and was made again here; null when the phone made none.</summary>
    public string? Seal { get; init; }

    /// <summary>Where the inspector stood, 1e-7 degrees, WGS-84; null when his phone did not say.</summary>
    public int? StoodLonE7 { get; init; }

    /// <inheritdoc cref="StoodLonE7"/>
    public int? StoodLatE7 { get; init; }

    /// <summary>How well that is known.</summary>
    public double? StoodMetres { get; init; }
}
