using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;

namespace Jiban.Cases.Contracts;

/// <summary>The limits of ordinary cases, for what other modules wait for: one ladder of reminders and one time for a look, wherever somebody waits.</summary>
public sealed class CaseLimits
{
    private readonly LimitsRegistry _limits;

    internal CaseLimits(LimitsRegistry limits) => _limits = limits;

    /// <summary>The limits in force.</summary>
    public async ValueTask<InForce> CurrentAsync(CancellationToken cancellation) =>
        new(await _limits.CurrentAsync(cancellation));

    /// <summary>Limits in force at a moment, immutable.</summary>
    public sealed class InForce
    {
        private readonly TimeLimits _limits;

        internal InForce(TimeLimits limits) => _limits = limits;

        /// <summary>How high a clock stands now (0 nothing, 1 reminder, 2 late, 3 the leader must know), and when it has something to tell next; null when it has told everything.</summary>
        public (int Level, DateTimeOffset? Next) At(
            DateTimeOffset startedAt,
            DateTimeOffset dueAt,
            DateTimeOffset now
        ) => _limits.Ladder.At(Urgency.Ordinary, startedAt, dueAt, now);

        /// <summary>Until when somebody must have looked at what is said to be done.</summary>
        public DateTimeOffset ReviewDue(DateTimeOffset start) =>
            _limits.Due(Urgency.Ordinary, Step.Review, start);

        /// <summary>In how many working days that is counted; null when it is counted otherwise, and no calendar moves it.</summary>
        public int? ReviewDays => _limits.WorkingDaysOf(Urgency.Ordinary, Step.Review);

        /// <summary>How long things of a whistle may take, as the numbers of the rules have it.</summary>
        public WhistleLimits Whistle =>
            new(
                _limits.Numbers.WhistleReportMinutes,
                _limits.Numbers.WhistleEscalateMinutes,
                _limits.Numbers.WhistleDays,
                _limits.Numbers.TaskDays
            );

        /// <summary>Where a limit in working days lies by the calendar in force; null when it stays.</summary>
        /// <param name="was">Where it lay so far.</param>
        /// <param name="start">From when it is counted.</param>
        public DateTimeOffset? CountAgain(DateTimeOffset was, DateTimeOffset start, int days) =>
            RecomputeDeadlines.Moved(was, days, start, null, _limits);
    }
}

/// <summary>The limits of a whistle, data beside those of cases.</summary>
/// <param name="ReportMinutes">In so many minutes whoever is called is to be there, when nothing else is said.</param>
/// <param name="EscalateMinutes">So many minutes after the district the city is told, when nothing else is said.</param>
/// <param name="Days">So many days ahead an hour may lie, at most.</param>
/// <param name="TaskDays">So many days ahead a task may be due, at most.</param>
public sealed record WhistleLimits(int ReportMinutes, int EscalateMinutes, int Days, int TaskDays)
{
    /// <summary>Those that ship.</summary>
    public static readonly WhistleLimits Shipped = new(
        RuleNumbers.Shipped.WhistleReportMinutes,
        RuleNumbers.Shipped.WhistleEscalateMinutes,
        RuleNumbers.Shipped.WhistleDays,
        RuleNumbers.Shipped.TaskDays
    );
}
