using Jiban.Cases.Clocks;
using Jiban.Cases.Links;
using Jiban.Cases.Twins;
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

/// <summary>With what a limit starts.</summary>
internal enum LimitStart
{
    /// <summary>When the step itself begins: the dispatch for signing, contact and result.</summary>
    Step,

    /// <summary>When the request was received, however long it waited for a unit.</summary>
    Received,

    /// <summary>When the unit has signed; for contact and result.</summary>
    Signed,
}

/// <summary>With what the limit for the result pauses.</summary>
internal enum LimitPause
{
    Never,

    /// <summary>While the case is suspended (挂账).</summary>
    Suspension,

    /// <summary>While it is judged whether the unit may return it, when it may not.</summary>
    Return,

    /// <summary>With both.</summary>
    Both,
}

/// <summary>The days that a limit in working days counts.</summary>
internal enum LimitCalendar
{
    /// <summary>By the official list of days off and make-up days.</summary>
    Official,

    /// <summary>Monday to Friday, holidays or not.</summary>
    Weekdays,

    /// <summary>Every day.</summary>
    EveryDay,
}

/// <summary>A limit as data (rules.md §2.3).</summary>
internal sealed record TimeLimit(
    Urgency Urgency,
    Step Step,
    int Amount,
    LimitUnit Unit,
    LimitStart StartsWith = LimitStart.Step,
    LimitPause PausesWith = LimitPause.Suspension,
    LimitCalendar Calendar = LimitCalendar.Official
);

/// <summary>So many requests of one telephone in so many hours are flagged .</summary>
internal sealed record AbuseRule(int Requests, int Hours);

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

/// <summary>Deadlines that a signature starts.</summary>
internal sealed record SignedDues(DateTimeOffset? Contact, DateTimeOffset? Resolve)
{
    /// <summary>The same, none of them beyond a limit that somebody else gave.</summary>
    public SignedDues Within(DateTimeOffset? limit) =>
        limit is not { } latest
            ? this
            : new(Contact > latest ? latest : Contact, Resolve > latest ? latest : Resolve);
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

    /// <summary>Of a hundred closed cases, how many are asked a second time.</summary>
    public int ControlPercent { get; init; } = 5;

    /// <summary>Calls to a requester within so many minutes of each other are one try.</summary>
    public int CallBackMinutes { get; init; } = 1;

    /// <summary>Tries of a unit that reach nobody within so many minutes of each other are one try.</summary>
    public int ContactMinutes { get; init; } = 30;

    /// <summary>Tries of a unit after which a requester counts as not reached, and the case may be handled without a meeting.</summary>
    public int ContactTries { get; init; } = 3;

    /// <summary>The newest version of the words that a caller reads (<see cref="CallBackScript"/>).</summary>
    public int ScriptVersion { get; init; } = 1;

    /// <summary>Whose result somebody else must look at.</summary>
    public ReinspectionRule Reinspection { get; init; } = ReinspectionRule.Shipped;

    /// <summary>Which requests an inspector looks at before a unit is sent.</summary>
    public VerificationRule Verification { get; init; } = VerificationRule.Shipped;

    /// <summary>When many requests of one telephone are looked at by a person.</summary>
    public AbuseRule Abuse { get; init; } = new(20, 24);

    /// <summary>From which likeness on an incident is offered, and joined by itself.</summary>
    public TwinRule Twins { get; init; } = TwinRule.Shipped;

    /// <summary>From which likeness of words on a repeat is shown, and linked by itself.</summary>
    public RepeatRule Repeats { get; init; } = RepeatRule.Shipped;

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
                (
                    limit.Calendar switch
                    {
                        LimitCalendar.Official => calendar,
                        LimitCalendar.Weekdays => WorkingCalendar.Weekdays,
                        LimitCalendar.EveryDay => WorkingCalendar.EveryDay,
                        _ => throw new InvalidOperationException($"No such calendar: {limit}."),
                    }
                ).AddWorkingDays(CivilTime.DayOf(start), limit.Amount)
            ),
            _ => throw new InvalidOperationException($"No such unit of a limit: {limit.Unit}."),
        };
    }

    /// <summary>
    /// All deadlines of a case that is given to a unit, or to the queue, at <paramref name="start"/>. A limit that starts with the signature
    /// is counted from here until there is one (<see cref="AtSignature"/>).
    /// </summary>
    /// <param name="received">When the request was received.</param>
    public Deadlines DeadlinesFrom(Urgency urgency, DateTimeOffset start, DateTimeOffset received)
    {
        return new(
            Due(urgency, Step.Dispatch, received),
            Due(urgency, Step.Sign, From(Step.Sign)),
            Due(urgency, Step.Contact, From(Step.Contact)),
            Due(urgency, Step.Resolve, From(Step.Resolve)),
            WorkingDaysOf(urgency) with
            {
                SignFrom = Other(Step.Sign),
                ContactFrom = Other(Step.Contact),
                ResolveFrom = Other(Step.Resolve),
            }
        );

        DateTimeOffset From(Step step) => Other(step) ?? start;

        DateTimeOffset? Other(Step step) =>
            received != start && Starts(urgency, step) == LimitStart.Received ? received : null;
    }

    /// <summary>The deadlines that start with the signature; null for those that do not.</summary>
    public SignedDues? AtSignature(Urgency urgency, DateTimeOffset signed)
    {
        var dues = new SignedDues(
            Starts(urgency, Step.Contact) == LimitStart.Signed
                ? Due(urgency, Step.Contact, signed)
                : null,
            Starts(urgency, Step.Resolve) == LimitStart.Signed
                ? Due(urgency, Step.Resolve, signed)
                : null
        );
        return dues is { Contact: null, Resolve: null } ? null : dues;
    }

    /// <summary>Whether the limit for the result pauses with a suspension.</summary>
    public bool PausesWithSuspension(Urgency urgency) =>
        _limits[(urgency, Step.Resolve)].PausesWith is LimitPause.Suspension or LimitPause.Both;

    /// <summary>Whether the time that a refused return took is given back.</summary>
    public bool PausesWithReturn(Urgency urgency) =>
        _limits[(urgency, Step.Resolve)].PausesWith is LimitPause.Return or LimitPause.Both;

    /// <summary>The limits of an urgency that are counted in working days of the official calendar: those that follow its changes.</summary>
    public WorkingDays WorkingDaysOf(Urgency urgency)
    {
        return new WorkingDays(
            WorkingDaysOf(urgency, Step.Dispatch),
            WorkingDaysOf(urgency, Step.Sign),
            WorkingDaysOf(urgency, Step.Contact),
            WorkingDaysOf(urgency, Step.Resolve)
        );
    }

    /// <summary>The same of one step; null when it is counted otherwise.</summary>
    public int? WorkingDaysOf(Urgency urgency, Step step) =>
        _limits[(urgency, step)]
            is { Unit: LimitUnit.WorkingDay, Calendar: LimitCalendar.Official, Amount: var amount }
            ? amount
            : null;

    private LimitStart Starts(Urgency urgency, Step step) => _limits[(urgency, step)].StartsWith;
}
