using Jiban.Cases.Clocks;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Time;

namespace Jiban.Cases.Limits;

/// <summary>The unit of a limit.</summary>
internal enum LimitUnit
{
    Minute,
    Hour,
    Day,
    WorkingDay,
}

/// <summary>A limit as data (rules.md §2.3).</summary>
internal sealed record TimeLimit(Urgency Urgency, Step Step, int Amount, LimitUnit Unit);

/// <summary>The deadlines of a case, and which of them were counted in working days.</summary>
internal sealed record Deadlines(
    DateTimeOffset Dispatch,
    DateTimeOffset Sign,
    DateTimeOffset Contact,
    DateTimeOffset Resolve,
    WorkingDays WorkingDays
)
{
    /// <summary>The same, none of them beyond a limit that somebody else gave. What the limit cut is not counted in working days any more.</summary>
    public Deadlines Within(DateTimeOffset? limit) =>
        limit is not { } latest
            ? this
            : new(
                Earlier(Dispatch, latest),
                Earlier(Sign, latest),
                Earlier(Contact, latest),
                Earlier(Resolve, latest),
                new WorkingDays(
                    Dispatch > latest ? null : WorkingDays.Dispatch,
                    Sign > latest ? null : WorkingDays.Sign,
                    Contact > latest ? null : WorkingDays.Contact,
                    Resolve > latest ? null : WorkingDays.Resolve
                )
            );

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;
}

/// <summary>The limits in force, immutable: from urgency and an instant to the deadlines.</summary>
internal sealed class TimeLimits(IEnumerable<TimeLimit> limits, WorkingCalendar calendar)
{
    private readonly Dictionary<(Urgency, Step), TimeLimit> _limits = limits.ToDictionary(limit =>
        (limit.Urgency, limit.Step)
    );

    /// <summary>The limits, in order.</summary>
    public IReadOnlyList<TimeLimit> All =>
        [.. _limits.Values.OrderBy(limit => limit.Urgency).ThenBy(limit => limit.Step)];

    /// <summary>When a clock tells whom.</summary>
    public AlarmLadder Ladder { get; init; } = new([]);

    /// <summary>Whose requester is asked again after the end.</summary>
    public FollowUpRule FollowUp { get; init; } = FollowUpRule.Unsettled;

    /// <summary>The calendar that working days are counted by.</summary>
    public WorkingCalendar Calendar => calendar;

    /// <summary>When a step that begins at <paramref name="start"/> must be done.</summary>
    public DateTimeOffset Due(Urgency urgency, Step step, DateTimeOffset start)
    {
        var limit = _limits[(urgency, step)];
        return limit.Unit switch
        {
            LimitUnit.Minute => start.AddMinutes(limit.Amount),
            LimitUnit.Hour => start.AddHours(limit.Amount),
            LimitUnit.Day => start.AddDays(limit.Amount),
            LimitUnit.WorkingDay => calendar.EndOf(
                calendar.AddWorkingDays(CivilTime.DayOf(start), limit.Amount)
            ),
            _ => throw new InvalidOperationException($"No such unit of a limit: {limit.Unit}."),
        };
    }

    /// <summary>All deadlines of a case that begins at <paramref name="start"/>.</summary>
    public Deadlines DeadlinesFrom(Urgency urgency, DateTimeOffset start) =>
        new(
            Due(urgency, Step.Dispatch, start),
            Due(urgency, Step.Sign, start),
            Due(urgency, Step.Contact, start),
            Due(urgency, Step.Resolve, start),
            WorkingDaysOf(urgency)
        );

    /// <summary>The limits of an urgency that are counted in working days.</summary>
    public WorkingDays WorkingDaysOf(Urgency urgency)
    {
        return new WorkingDays(
            Of(Step.Dispatch),
            Of(Step.Sign),
            Of(Step.Contact),
            Of(Step.Resolve)
        );

        int? Of(Step step) =>
            _limits[(urgency, step)] is { Unit: LimitUnit.WorkingDay, Amount: var amount }
                ? amount
                : null;
    }
}
