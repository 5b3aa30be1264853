namespace Jiban.Cases.Contracts;

/// <summary>What a whistle (吹哨) is for.</summary>
public enum WhistleKind
{
    /// <summary>It can't wait (突发应急).</summary>
    Emergency,

    /// <summary>Several look at one place together, by a checklist, led by a named person (联合执法检查).</summary>
    JointInspection,

    /// <summary>A long work that needs several hands (重点工作).</summary>
    KeyWork,
}

/// <summary>What a decision asks for.</summary>
public enum TaskKind
{
    /// <summary>Put something right or in place (建设整改); while it is open, no result can be reported.</summary>
    Build,

    /// <summary>Keep it in order afterwards (后续养护).</summary>
    Maintain,

    /// <summary>Approve something (审批).</summary>
    Approve,

    /// <summary>Visit somebody (走访告知).</summary>
    Visit,

    Other,
}

/// <summary>
/// What another module says of a case in the journal of that case: ids, codes, times. A closed set, because <c>CaseFile</c> folds it and both
/// timelines tell it.
/// </summary>
public abstract record CaseNote
{
    private protected CaseNote() { }

    /// <summary>The kind of the journal entry.</summary>
    internal abstract string EntryKind { get; }

    /// <summary>Units were called to come.</summary>
    public sealed record WhistleBlown(
        Guid Whistle,
        WhistleKind Kind,
        Guid Unit,
        IReadOnlyList<Guid> Summoned
    ) : CaseNote
    {
        internal override string EntryKind => Happened.WhistleBlown;
    }

    /// <summary>One more unit was called, while the whistle ran.</summary>
    public sealed record UnitSummoned(Guid Whistle, Guid Unit, Guid Summoned) : CaseNote
    {
        internal override string EntryKind => Happened.UnitSummoned;
    }

    /// <summary>A unit is at the place.</summary>
    public sealed record Arrived(Guid Whistle, Guid Unit, bool InTime) : CaseNote
    {
        internal override string EntryKind => Happened.Arrived;
    }

    /// <summary>A unit did not come in time, and somebody above was told.</summary>
    public sealed record Escalated(Guid Whistle, Guid Unit, Guid To) : CaseNote
    {
        internal override string EntryKind => Happened.Escalated;
    }

    /// <summary>It was decided who does what by when.</summary>
    public sealed record TaskOpened(
        Guid Whistle,
        Guid Task,
        TaskKind Kind,
        Guid Unit,
        DateTimeOffset Due
    ) : CaseNote
    {
        internal override string EntryKind => Happened.TaskOpened;
    }

    /// <summary>The owner says that it is done.</summary>
    public sealed record TaskDone(Guid Whistle, Guid Task, TaskKind Kind, Guid Unit) : CaseNote
    {
        internal override string EntryKind => Happened.TaskDone;
    }

    /// <summary>Somebody looked and found it done.</summary>
    public sealed record TaskVerified(Guid Whistle, Guid Task, TaskKind Kind, Guid Unit) : CaseNote
    {
        internal override string EntryKind => Happened.TaskVerified;
    }

    /// <summary>Somebody looked and found it not done: it is open again.</summary>
    public sealed record TaskReturned(Guid Whistle, Guid Task, TaskKind Kind, Guid Unit) : CaseNote
    {
        internal override string EntryKind => Happened.TaskReturned;
    }

    /// <summary>An open task is not wanted any more.</summary>
    public sealed record TaskWithdrawn(Guid Whistle, Guid Task, TaskKind Kind, Guid Unit) : CaseNote
    {
        internal override string EntryKind => Happened.TaskWithdrawn;
    }

    /// <summary>The time of a task, or of the look at it, comes or is over, and somebody was told.</summary>
    /// <param name="Level">1 reminder, 2 late, 3 late for long (the ladder of cases).</param>
    /// <param name="Review">Whether it waits for the look (核验), not for the work.</param>
    /// <param name="Told">The units that were told.</param>
    public sealed record TaskAlarmed(
        Guid Whistle,
        Guid Task,
        TaskKind Kind,
        Guid Unit,
        int Level,
        bool Review,
        IReadOnlyList<Guid> Told
    ) : CaseNote
    {
        internal override string EntryKind => Happened.TaskAlarmed;
    }

    /// <summary>The whistle is over.</summary>
    public sealed record WhistleClosed(Guid Whistle) : CaseNote
    {
        internal override string EntryKind => Happened.WhistleClosed;
    }
}
