using Jiban.Cases.Contracts;

namespace Jiban.Coordination;

/// <summary>A whistle as staff see it; personal data masked, and with what the one who asks may do now.</summary>
/// <param name="Version">The sequence of its last entry.</param>
/// <param name="Erased">The texts were erased with a requester.</param>
/// <param name="Summary">What was written when it was closed.</param>
internal sealed record WhistlePage(
    Guid Id,
    int Version,
    WhistleKind Kind,
    string? Subject,
    bool Erased,
    WhistlePage.UnitPart Unit,
    string? BlownBy,
    DateTimeOffset BlownAt,
    string? Leader,
    DateTimeOffset? ClosedAt,
    string? Summary,
    WhistlePage.PlacePart? Place,
    IReadOnlyList<WhistlePage.CasePart> Cases,
    IReadOnlyList<WhistlePage.SummonsPart> Summons,
    IReadOnlyList<WhistlePage.MinutesPart> Minutes,
    IReadOnlyList<WhistlePage.TaskPart> Tasks,
    IReadOnlyList<WhistlePage.FindingPart> Findings,
    IReadOnlyList<WhistlePage.ScorePart> Scores,
    WhistlePage.PossiblePart Possible
)
{
    internal sealed record UnitPart(Guid Id, string Name);

    internal sealed record PlacePart(string? Name, double? Lon, double? Lat);

    /// <param name="Visible">Whether the one who asks may open the case.</param>
    internal sealed record CasePart(Guid Id, string Number, bool Visible);

    /// <param name="InTime">Whether it came in time; null while it has not come.</param>
    /// <param name="CalledAt">When it was called, if the whistle ran already, and why.</param>
    /// <param name="DistanceMetres">Between sign-in and place, when both are known.</param>
    internal sealed record SummonsPart(
        UnitPart Unit,
        DateTimeOffset ReportBy,
        DateTimeOffset? AcknowledgedAt,
        DateTimeOffset? ArrivedAt,
        string? ArrivedBy,
        bool? InTime,
        double? Lon,
        double? Lat,
        int? AccuracyMetres,
        int? DistanceMetres,
        DateTimeOffset? CalledAt,
        string? Reason,
        IReadOnlyList<EscalationPart> Escalations
    );

    internal sealed record EscalationPart(
        EscalationLevel Level,
        UnitPart To,
        DateTimeOffset DueAt,
        DateTimeOffset At
    );

    internal sealed record MinutesPart(
        int Seq,
        DateTimeOffset At,
        string? Text,
        IReadOnlyList<Guid> Photos
    );

    /// <param name="Consent">Masked.</param>
    /// <param name="Judged">What the caller's side said of it last; null while it has said nothing.</param>
    /// <param name="Finding">The item of the checklist that it answers.</param>
    /// <param name="Operations">done | verify | link | withdraw | consent | revealConsent.</param>
    internal sealed record TaskPart(
        Guid Id,
        TaskKind Kind,
        string? What,
        string? PromisedBy,
        UnitPart Unit,
        UnitPart? GuidedBy,
        DateTimeOffset DueAt,
        bool Late,
        Proof Proof,
        bool NeedsConsent,
        ConsentPart? Consent,
        TaskState State,
        DateTimeOffset? DoneAt,
        string? DoneBy,
        string? DoneNote,
        IReadOnlyList<Guid> Photos,
        DateTimeOffset? VerifiedAt,
        JudgedPart? Judged,
        int? Finding,
        IReadOnlyList<string> Operations
    );

    /// <param name="Note">What was seen, or why.</param>
    internal sealed record JudgedPart(
        TaskVerdict Verdict,
        DateTimeOffset At,
        string? By,
        string? Note,
        IReadOnlyList<Guid> Photos
    );

    internal sealed record ConsentPart(
        string? Who,
        string RelationToOwner,
        ConsentMedium Medium,
        DateTimeOffset At,
        string? Witness
    );

    /// <param name="Open">A fault that no task and no promise answers.</param>
    internal sealed record FindingPart(
        int Ordinal,
        string Item,
        FindingResult Result,
        string? Note,
        IReadOnlyList<Guid> Photos,
        bool Open
    );

    internal sealed record ScorePart(UnitPart From, UnitPart To, int Points, string? Reason);

    /// <summary>What the one who asks may do now.</summary>
    /// <param name="Score">The units that he can still score.</param>
    internal sealed record PossiblePart(
        bool Acknowledge,
        bool SignIn,
        bool Minutes,
        bool Find,
        bool Close,
        bool Summon,
        IReadOnlyList<UnitPart> Score
    );
}
