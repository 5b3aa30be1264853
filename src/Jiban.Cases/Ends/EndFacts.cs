namespace Jiban.Cases.Ends;

/// <summary>The statutory ways that a request can't replace (法定途径, rules.md R-04).</summary>
internal enum LegalPath
{
    /// <summary>A court (诉讼).</summary>
    Litigation,

    /// <summary>Arbitration (仲裁).</summary>
    Arbitration,

    /// <summary>Administrative review (行政复议).</summary>
    Review,

    /// <summary>Petition (信访).</summary>
    Petition,

    /// <summary>Discipline inspection (纪检监察).</summary>
    Discipline,

    /// <summary>Another procedure laid down by law, such as labour inspection or land expropriation.</summary>
    Statutory,

    /// <summary>Not a matter of government: the market or society (市场或社会渠道).</summary>
    Market,
}

internal sealed record LegalPathFacts(LegalPath Path, Guid By);

/// <summary>Thanks were taken (表扬), for an earlier case when the citizen named one.</summary>
internal sealed record PraiseAcceptedFacts(Guid? Of, string? OfNumber, Guid By);

/// <summary>In the chain of the praised case.</summary>
internal sealed record PraisedFacts(Guid Praise, string PraiseNumber);

/// <summary>What an entry says is wrong: the words beside this one say what is right. The wrong entry stays.</summary>
/// <param name="Seq">The entry that is put right.</param>
/// <param name="Kind">Its kind, so that whoever was told it is told this too; null in entries from before that was so.</param>
internal sealed record CorrectedFacts(int Seq, Guid By, string? Kind = null);

/// <summary>Somebody left, or is away: a colleague goes on with the case (移交).</summary>
internal sealed record HandedOverFacts(Guid From, Guid To, Guid By);

/// <summary>A sample of the call-backs is asked a second time by somebody else (抽查回访).</summary>
/// <param name="Agrees">Whether the answers are those of the first call-back; null when nobody was reached.</param>
/// <param name="DueAgain">When to try again; null when it is over, and in entries from before it had a limit.</param>
/// <param name="Over">Nobody was reached in as many tries as the rule asks for.</param>
/// <param name="Counts">Whether a try that reached nobody is one of its own; not when it came too soon after the last.</param>
internal sealed record ControlledFacts(
    bool Reached,
    Solved? Solved,
    Satisfied? Satisfied,
    bool? Agrees,
    Guid By,
    DateTimeOffset? DueAgain = null,
    bool Over = false,
    bool Counts = true
);

/// <summary>Where a closed case stands in the sample of control call-backs.</summary>
internal enum Control
{
    /// <summary>Drawn; somebody other than the first caller must ask.</summary>
    Due,

    /// <summary>Asked, and the answers were those of the first call-back.</summary>
    Agrees,

    /// <summary>Asked, and they were others.</summary>
    Differs,

    /// <summary>Nobody was reached in all the tries that the rule asks for: counted apart.</summary>
    NotReached,
}
