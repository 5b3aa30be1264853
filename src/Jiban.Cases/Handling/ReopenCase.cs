using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;

namespace Jiban.Cases.Handling;

/// <summary>
/// A case whose requester says that it is not done is handled again, by the same unit, with its history and new limits: a second and a third
/// time (<see cref="RuleNumbers.Handlings"/>). After that it is raised: a leader says whether it is handled once more or rests (提级督办, rules.md §2.2).
/// </summary>
internal static class ReopenCase
{
    /// <summary>The reopening; or, when it has been handled as often as the rule allows, that it is raised to a leader.</summary>
    /// <param name="limit">A new limit of the city's line; without one the limit that it gave holds while it is ahead.</param>
    public static Happening ReopenOrRaise(
        CaseFile file,
        ReopenedWhy why,
        TimeLimits limits,
        DateTimeOffset now,
        DateTimeOffset? limit = null
    ) =>
        file.Handling >= limits.Numbers.Handlings
            ? Raise(limit)
            : Again(file, why, limits, now, limit);

    /// <summary>Raised by rule: nobody pressed a button.</summary>
    /// <param name="limit">A new limit of the city's line, which holds if a leader wants it handled once more.</param>
    public static Happening Raise(DateTimeOffset? limit = null) =>
        Happening.Of(
            Happened.Supervised,
            new SupervisedFacts(Guid.Empty, Raised: true, Limit: limit)
        );

    /// <summary>The limit of the city's line in the next handling: what it gave, unless that is over.</summary>
    public static DateTimeOffset? LimitAhead(CaseFile file, DateTimeOffset now) =>
        file.GivenLimit > now ? file.GivenLimit : null;

    /// <summary>One more handling, however many there were: a leader's word.</summary>
    /// <param name="limit">As <see cref="ReopenOrRaise"/> takes it.</param>
    public static Happening Again(
        CaseFile file,
        ReopenedWhy why,
        TimeLimits limits,
        DateTimeOffset now,
        DateTimeOffset? limit = null
    )
    {
        limit ??= LimitAhead(file, now);
        var due = limits.DeadlinesFrom(file.Urgency, now, now).Within(limit);
        return Happening.Of(
            Happened.Reopened,
            new ReopenedFacts(
                why,
                file.Handling + 1,
                due.Contact,
                due.Resolve,
                limits.Due(file.Urgency, Step.Progress, now),
                limit,
                WorkingDays: due.WorkingDays,
                ProgressDays: limits.DaysGiven(file.Urgency, Step.Progress)
            )
        );
    }
}
