namespace Jiban.Cases.Asks;

/// <summary>What a unit may ask for; one thing at a time, and somebody else judges it.</summary>
internal enum Ask
{
    /// <summary>It is not this unit's (退单).</summary>
    Return,

    /// <summary>More time (延期).</summary>
    Extension,

    /// <summary>Put aside with a plan (挂账).</summary>
    Suspension,
}

/// <summary>What became of a return.</summary>
internal enum ReturnVerdict
{
    /// <summary>It goes to another unit.</summary>
    Accepted,

    /// <summary>The dispatch stands; the unit handles it.</summary>
    Upheld,

    /// <summary>The units meet about it (会商); a ruling follows.</summary>
    Convened,

    /// <summary>An arbiter has said whose it is, for good (裁定).</summary>
    Ruled,

    /// <summary>The city's 12345 line is asked to take its order back. Its word is final: until it comes the unit stays responsible.</summary>
    GivenBack,
}

/// <param name="Suggests">The unit that the asking one thinks is right.</param>
/// <param name="ReviewDays">The limit of the review, when it was counted in working days: by these it is counted again.</param>
/// <param name="ToArbiter">Whether an arbiter rules on it; null in entries from before that was a setting: from the second return on.</param>
/// <param name="Document">Whether a document is named and quoted as proof.</param>
internal sealed record ReturnAskedFacts(
    Guid By,
    Guid? Suggests,
    int Attachments,
    DateTimeOffset DueReview,
    int? ReviewDays = null,
    bool? ToArbiter = null,
    bool Document = false
);

/// <param name="Unit">The unit that gets it, when the verdict names one.</param>
/// <param name="Class">The class and the street of the case, so that a ruling can become a candidate of a rule.</param>
/// <param name="DueReview">The new limit, when the units meet first.</param>
/// <param name="DueResolve">The limit for the result, when the time of the review is given back.</param>
/// <param name="Units">Who is called together, when the units meet first.</param>
/// <param name="MeetsAt">When they meet.</param>
/// <param name="Asker">The unit that had asked; null in entries from before it was told of the verdict.</param>
internal sealed record ReturnJudgedFacts(
    ReturnVerdict Verdict,
    Guid By,
    Guid? Unit,
    string Class,
    Guid? StreetId,
    DateTimeOffset? DueReview,
    DateTimeOffset? DueResolve = null,
    int? ReviewDays = null,
    IReadOnlyList<Guid>? Units = null,
    DateTimeOffset? MeetsAt = null,
    Guid? Asker = null
);

/// <summary>More time, or to be put aside, until a day.</summary>
/// <param name="Plan">By when each step of the plan is done, of a suspension; null in entries from before a plan had steps.</param>
internal sealed record TimeAskedFacts(
    Guid By,
    DateTimeOffset Until,
    DateTimeOffset DueReview,
    int? ReviewDays = null,
    IReadOnlyList<DateTimeOffset>? Plan = null
);

/// <param name="DueResolve">The new limit; null when it was refused.</param>
internal sealed record ExtensionJudgedFacts(Guid By, DateTimeOffset? DueResolve);

/// <param name="Until">When it returns by itself; null when it was refused.</param>
/// <param name="PausedSeconds">What was left of the limit for the result; null where that limit does not pause. Less than nothing: it was late when it was put aside, and is late when it comes back.</param>
/// <param name="Ledger">Whether the district or the city granted it (纳入挂账台账): until it is over the case counts in no number of the month.</param>
internal sealed record SuspensionJudgedFacts(
    Guid By,
    DateTimeOffset? Until,
    int? PausedSeconds,
    DateTimeOffset? DueProgress,
    int? ProgressDays = null,
    bool Ledger = false
);

/// <param name="By">Who took it up again; null for the clock.</param>
/// <param name="ReportMissed">The clock did it before the time was over, because a report that was due did not come.</param>
internal sealed record ResumedFacts(
    Guid? By,
    DateTimeOffset DueResolve,
    DateTimeOffset? DueProgress,
    int? ProgressDays = null,
    bool ReportMissed = false
);
