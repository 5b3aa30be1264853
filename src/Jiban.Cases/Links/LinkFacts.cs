namespace Jiban.Cases.Links;

/// <summary>A case was joined to the leading case of one incident (并案): from now on it goes the lead's way.</summary>
/// <param name="By">Who joined them; empty for the rule.</param>
/// <param name="Why">Why it counts as the same event, when no member of staff joined them.</param>
internal sealed record JoinedIncidentFacts(
    Guid Lead,
    string LeadNumber,
    Guid By,
    TwinFacts? Why = null
);

/// <summary>How sure it was that two cases tell of one event, and by what. Shares in thousandths.</summary>
/// <param name="Metres">How far apart; null when only the name of the place was known, and was the same.</param>
/// <param name="Told">Whether the requester or the operator said so when it was registered.</param>
/// <param name="OtherClass">The two were classed otherwise.</param>
internal sealed record TwinFacts(
    int Score,
    int Words,
    int? Metres,
    int Minutes,
    bool Told,
    bool OtherClass = false
);

/// <summary>A person said that two cases tell of two matters, and not of one event: the other is not offered here again.</summary>
internal sealed record TwinDeniedFacts(Guid Other, string OtherNumber, Guid By);

/// <param name="Lead">The incident that it left (拆分并案).</param>
internal sealed record LeftIncidentFacts(Guid Lead, string LeadNumber, Guid By);

/// <summary>In the lead's chain: one more, or one fewer, requester of the incident.</summary>
internal sealed record MemberFacts(Guid Case, string Number, Guid By);

/// <summary>In the chain of a joined case: what happened at the lead and has no fold of its own here, so that every requester is told of it.</summary>
/// <param name="Seq">The entry of the lead.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Data">Its facts.</param>
internal sealed record IncidentStepFacts(
    Guid Lead,
    int Seq,
    string Kind,
    System.Text.Json.JsonElement Data
);

/// <summary>The same person had asked for the same thing at the same place before (重复诉求).</summary>
/// <param name="Of">The earlier case.</param>
/// <param name="Outcome">How that one ended; null while it has no result.</param>
/// <param name="By">Who linked them; null for the rule.</param>
/// <param name="Why">How sure the rule was, when it went by the words; null for the same class and place.</param>
internal sealed record RepeatLinkedFacts(
    Guid Of,
    string OfNumber,
    Outcome? Outcome,
    Guid? By,
    RepeatScore? Why = null
);

/// <summary>The words say that it may be the same matter again: a person must say so.</summary>
internal sealed record RepeatLikelyFacts(Guid Of, string OfNumber, RepeatScore Why);

internal sealed record RepeatUnlinkedFacts(Guid Of, Guid By);

/// <summary>The rule that flags many requests of one person in a short time. It only flags: a person judges.</summary>
internal sealed record AbuseSuspectedFacts(int Requests, int Hours);

internal sealed record AbuseJudgedFacts(bool Confirmed, Guid By);

/// <summary>Whether a case is, or was suspected to be, one of an abuse of the line.</summary>
internal enum Abuse
{
    /// <summary>Flagged by the rule; a person must judge.</summary>
    Suspected,

    /// <summary>Judged to be one.</summary>
    Confirmed,

    /// <summary>Judged to be none.</summary>
    Cleared,
}

/// <summary>A request that held several demands was split into cases of their own (拆单).</summary>
internal sealed record SplitFacts(IReadOnlyList<SplitPart> Parts, Guid By);

internal sealed record SplitPart(Guid Case, string Number);

/// <summary>Other units were asked to help (协办).</summary>
/// <param name="Units">All that help from now on.</param>
/// <param name="By">Who asked for it; empty for the catalogue.</param>
internal sealed record AssistanceAskedFacts(IReadOnlyList<Guid> Units, Guid By);

/// <param name="Unit">The helping unit that has done its part.</param>
internal sealed record AssistanceReportedFacts(Guid Unit, Guid By);
