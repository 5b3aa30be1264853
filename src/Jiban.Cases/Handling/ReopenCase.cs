using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;

namespace Jiban.Cases.Handling;

/// <summary>
/// A case whose requester says that it is not done is handled again, by the same unit, with its history and new limits: a
/// second and a third time, and then it stays as it is told.
/// </summary>
internal static class ReopenCase
{
    /// <summary>Handlings of one case, at most (一次、二次、三次办理).</summary>
    public const int MostHandlings = 3;

    /// <summary>The reopening; null when it has been handled as often as the rule asks for.</summary>
    /// <param name="limit">A new limit of the city's line.</param>
    public static Happening? Reopen(
        CaseFile file,
        ReopenedWhy why,
        TimeLimits limits,
        DateTimeOffset now,
        DateTimeOffset? limit = null
    )
    {
        if (file.Handling >= MostHandlings)
        {
            return null;
        }

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
                WorkingDays: due.WorkingDays
            )
        );
    }
}
