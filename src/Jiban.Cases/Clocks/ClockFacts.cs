namespace Jiban.Cases.Clocks;

/// <param name="DueProgress">When the requester must hear again.</param>
/// <param name="ProgressDays">In how many working days that was counted, 0 when it was counted otherwise; null in entries from before this was recorded.</param>
/// <param name="Kept">The keys of the promises that are kept with it; null when none is.</param>
internal sealed record ProgressFacts(
    Guid By,
    DateTimeOffset? DueProgress,
    IReadOnlyList<string>? Kept = null,
    int? ProgressDays = null
);

/// <summary>Why a case is handled again.</summary>
internal enum ReopenedWhy
{
    /// <summary>The requester said that it is not solved, or only partly.</summary>
    NotSolved,

    /// <summary>The requester is not satisfied.</summary>
    Dissatisfied,

    /// <summary>It came back after the case was closed (追访).</summary>
    FollowUp,

    /// <summary>A control call-back found that it is not solved (抽查回访).</summary>
    Control,

    /// <summary>The city's 12345 line does not take the result (退回重办).</summary>
    Rejected,

    /// <summary>A leader to whom it was raised wants it handled once more (提级督办).</summary>
    Raised,

    /// <summary>It had ended without a result, and the requester objects: somebody else looks at it (异议).</summary>
    Objection,
}

/// <param name="Handling">2 for the second, 3 for the third.</param>
/// <param name="Limit">The limit of the city's line in this handling: a new one, or the one that it gave while that is ahead.</param>
/// <param name="ToQueue">No unit had a result: a person chooses what becomes of it.</param>
internal sealed record ReopenedFacts(
    ReopenedWhy Why,
    int Handling,
    DateTimeOffset DueContact,
    DateTimeOffset DueResolve,
    DateTimeOffset? DueProgress,
    DateTimeOffset? Limit = null,
    bool ToQueue = false,
    WorkingDays? WorkingDays = null,
    int? ProgressDays = null
);

/// <param name="Good">Whether it still is as it was promised; null when nobody was reached.</param>
/// <param name="DueAgain">When to try again; null when it is done.</param>
/// <param name="Over">Nobody was reached in as many tries as the rule asks for.</param>
/// <param name="Counts">Whether a try that reached nobody is one of its own; not when it came too soon after the last.</param>
internal sealed record FollowedUpFacts(
    bool Reached,
    bool? Good,
    DateTimeOffset? DueAgain,
    Guid By,
    bool Over = false,
    bool Counts = true
);

/// <param name="Level">1 reminder, 2 overdue, 3 leader (rung of the ladder).</param>
/// <param name="OfAbove">It is not the unit's to do but that of those above it: to speak with a requester whom the unit may not know.</param>
internal sealed record AlarmedFacts(
    Step Step,
    int Level,
    DateTimeOffset DueAt,
    bool? OfAbove = null
);

/// <param name="By">Who; nobody when it was raised by rule.</param>
/// <param name="Raised">Raised to a leader: it was handled as often as the rule allows, and its requester still does not take it (提级督办).</param>
/// <param name="Rests">The leader to whom it was raised says that it stays as it is.</param>
/// <param name="Limit">A new limit that the city's line named when it raised it.</param>
internal sealed record SupervisedFacts(
    Guid By,
    bool Raised = false,
    bool Rests = false,
    DateTimeOffset? Limit = null
);

/// <param name="To">Who had supervised it; nobody when that was the city's line, or a rule.</param>
internal sealed record SupervisionAnsweredFacts(Guid By, Guid? To);
