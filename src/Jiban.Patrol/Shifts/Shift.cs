using Jiban.Platform.Auth;

namespace Jiban.Patrol.Shifts;

/// <summary>What a stop of a route is.</summary>
internal enum StopKind
{
    Street,
    Cell,
}

/// <summary>So long an inspector is sent out (班次): from–to, an area, and a route through it.</summary>
internal sealed record Shift
{
    public required Guid ShiftId { get; init; }
    public required Guid InspectorId { get; init; }

    /// <summary>Of the inspector.</summary>
    public required Guid UnitId { get; init; }
    public required Guid MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The area; null when it is <see cref="Cells"/>.</summary>
    public Guid? RegionId { get; init; }
    public string[] Cells { get; init; } = [];
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the server heard of the start: later than it, when the phone had no network.</summary>
    public DateTimeOffset? StartHeardAt { get; init; }

    /// <summary>When the server heard of the end.</summary>
    public DateTimeOffset? EndHeardAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When duty ends: when the inspector ends it, and for who forgets, some minutes after the planned end. Nobody's evening is recorded.</summary>
    public DateTimeOffset? DutyUntil(ShiftSettings.Settings settings) =>
        StartedAt is null ? null
        : EndedAt is { } ended ? ended
        : EndsAt + settings.Grace;

    /// <summary>How an account stands to it.</summary>
    public Relation RelationOf(Actor actor, Func<Guid, Guid, bool> isBelow) =>
        RelationTo.Case(actor.UnitId, UnitId, isBelow, assigned: actor.Id == InspectorId);
}

/// <summary>One stop of a route, in order.</summary>
/// <param name="Code">The id of a road, the code of a cell.</param>
/// <param name="LonE7">1e-7 degrees, WGS-84.</param>
/// <param name="LatE7">1e-7 degrees, WGS-84.</param>
internal sealed record Stop(
    Guid ShiftId,
    int StopNo,
    StopKind Kind,
    string Code,
    string Name,
    int LonE7,
    int LatE7
);
