using Jiban.Cases.Contracts;

namespace Jiban.Coordination;

/// <summary>A call to come (吹哨): who called, what for, and whether it is over.</summary>
internal sealed record Whistle
{
    public required Guid WhistleId { get; init; }
    public required WhistleKind Kind { get; init; }

    /// <summary>Who blew it: the caller.</summary>
    public required Guid UnitId { get; init; }
    public required Guid BlownBy { get; init; }
    public required DateTimeOffset BlownAt { get; init; }

    /// <summary>The account of the named leader, when there is one.</summary>
    public Guid? LeaderId { get; init; }
    public string? PlaceName { get; init; }

    /// <summary>1e-7 degrees, WGS-84.</summary>
    public int? LonE7 { get; init; }

    /// <inheritdoc cref="LonE7"/>
    public int? LatE7 { get; init; }
    public required int EscalateMinutes { get; init; }
    public required byte[] WrappedKey { get; init; }

    /// <summary>Sequence of the last entry.</summary>
    public required int HeadSeq { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsClosed => ClosedAt is not null;
}

/// <summary>A unit that was called.</summary>
internal sealed record Summons
{
    public required Guid WhistleId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateTimeOffset ReportBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public DateTimeOffset? ArrivedAt { get; init; }
    public Guid? ArrivedBy { get; init; }
    public int? LonE7 { get; init; }
    public int? LatE7 { get; init; }
    public int? AccuracyMetres { get; init; }
    public int? DistanceMetres { get; init; }

    /// <summary>When it was called, if the whistle ran already; null when it was called with the others.</summary>
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>The entry with the reason for calling it later.</summary>
    public int? Seq { get; init; }

    /// <summary>When somebody above is told; null when nobody is (any more).</summary>
    public DateTimeOffset? EscalateAt { get; init; }
}

/// <summary>How a task is shown to be done.</summary>
internal enum Proof
{
    None,
    Text,
    Photo,
}

internal enum TaskState
{
    Open,

    /// <summary>The owner says so.</summary>
    Done,

    /// <summary>Somebody of the caller's side looked, too.</summary>
    Verified,

    /// <summary>Not wanted any more.</summary>
    Withdrawn,
}

/// <summary>What the caller's side said of a task.</summary>
internal enum TaskVerdict
{
    /// <summary>It is done.</summary>
    Verified,

    /// <summary>It is not: the owner goes on.</summary>
    Returned,

    /// <summary>It is not wanted any more.</summary>
    Withdrawn,
}

/// <summary>An entry of a whistle that its page tells by itself.</summary>
/// <param name="Actor">The account that wrote it.</param>
/// <param name="Task">The task of which it tells; null when it tells of none.</param>
internal sealed record Told(int Seq, DateTimeOffset At, string Actor, string Kind, Guid? Task);

/// <summary>A decision, or a promise: who does what by when.</summary>
internal sealed record WhistleTask
{
    public required Guid TaskId { get; init; }
    public required Guid WhistleId { get; init; }

    /// <summary>The entry that opened it, with its words.</summary>
    public required int Seq { get; init; }
    public required TaskKind Kind { get; init; }
    public required Guid UnitId { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required Proof Proof { get; init; }

    /// <summary>Under whose guidance it is done.</summary>
    public Guid? GuidedBy { get; init; }

    /// <summary>Whether a firm promised it; its name stands with the words.</summary>
    public required bool Promised { get; init; }
    public required bool NeedsConsent { get; init; }
    public int? ConsentSeq { get; init; }
    public required TaskState State { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public Guid? DoneBy { get; init; }
    public int? DoneSeq { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The item of the checklist that it answers.</summary>
    public int? Finding { get; init; }
}

internal enum FindingResult
{
    NotChecked,
    InOrder,
    Fault,
}

/// <summary>One item of the checklist of a joint inspection.</summary>
internal sealed record Finding(
    Guid WhistleId,
    int Ordinal,
    string Item,
    FindingResult Result,
    int? Seq
);

/// <summary>How far up it was told that a unit did not come.</summary>
internal enum EscalationLevel
{
    District,
    City,
}

/// <summary>Somebody above was told that a unit did not come.</summary>
internal sealed record Escalated(
    Guid WhistleId,
    Guid UnitId,
    EscalationLevel Level,
    Guid ToUnit,
    DateTimeOffset DueAt,
    DateTimeOffset At
);

/// <summary>What one side thinks of the other (双考核).</summary>
internal sealed record Score(Guid WhistleId, Guid FromUnit, Guid ToUnit, int Points, int Seq);

/// <summary>A case for which the whistle was blown.</summary>
internal sealed record WhistleCase(Guid WhistleId, Guid CaseId, string Number);
