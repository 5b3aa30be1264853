using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Notices;

namespace Jiban.Coordination;

/// <summary>What a whistle waits for.</summary>
internal enum DeadlineKind
{
    /// <summary>The owner does what was decided, or sees to what was promised.</summary>
    Task,

    /// <summary>The caller's side looks at what is said to be done (核验).</summary>
    Review,
}

/// <summary>A deadline that has something to tell.</summary>
internal sealed record DueRow(
    Guid TaskId,
    DeadlineKind Kind,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    int Level
);

/// <summary>The deadlines of the tasks of a whistle: opened and met with what is done, told by the ladder of cases.</summary>
internal static class Deadlines
{
    /// <summary>Opens one, or opens it again. What was told of the same time is not told again.</summary>
    /// <param name="workingDays">In how many working days it was counted, so that a change of the calendar moves it; null when a person named the time, or it was counted otherwise.</param>
    public static Task<int> OpenAsync(
        WhistleChange change,
        Guid taskId,
        DeadlineKind kind,
        DateTimeOffset dueAt,
        CaseLimits.InForce limits,
        CancellationToken cancellation,
        int? workingDays = null
    )
    {
        var (level, next) = limits.At(change.Now, dueAt, change.Now);
        return change.ExecuteAsync(
            """
            insert into coordination.deadline as d (task_id, kind, whistle_id, started_at, due_at, next_at, working_days)
            values (@taskId, @kind, @WhistleId, @Now, @dueAt, @next, @workingDays)
            on conflict (task_id, kind) do update set met_at = null, started_at = excluded.started_at, next_at = excluded.next_at,
                level = case when d.due_at = excluded.due_at then d.level else 0 end, due_at = excluded.due_at,
                working_days = excluded.working_days
            """,
            new
            {
                taskId,
                kind = Words.Of(kind),
                change.Whistle.WhistleId,
                change.Now,
                dueAt,
                workingDays,
                // What has something to tell already is looked at by the next sweep.
                next = level > 0 ? change.Now : next,
            },
            cancellation
        );
    }

    /// <summary>It is done, in time or not; nobody is told any more.</summary>
    public static Task<int> MeetAsync(
        WhistleChange change,
        Guid taskId,
        DeadlineKind kind,
        CancellationToken cancellation
    ) =>
        change.ExecuteAsync(
            "update coordination.deadline set met_at = @Now, next_at = null where task_id = @taskId and kind = @kind and met_at is null",
            new
            {
                taskId,
                kind = Words.Of(kind),
                change.Now,
            },
            cancellation
        );

    /// <summary>
    /// The units that are told: of a reminder whoever must act; of what is late the owner, the caller and, when it is late for long, the unit
    /// above the caller. Pure.
    /// </summary>
    public static IReadOnlyList<Guid> Told(
        Whistle whistle,
        WhistleTask task,
        DeadlineKind kind,
        int level,
        Guid? aboveCaller
    ) =>
        [
            .. new[]
            {
                kind == DeadlineKind.Task ? task.UnitId : (Guid?)null,
                kind == DeadlineKind.Review || level > 1 ? whistle.UnitId : null,
                level > 2 ? aboveCaller : null,
            }
                .OfType<Guid>()
                .Distinct(),
        ];

    /// <summary>The notices on the desk: to those units, and to the named leader of what is late or waits for a look.</summary>
    public static IEnumerable<DeskNotice> Notices(
        Whistle whistle,
        DueRow due,
        int level,
        IEnumerable<Guid> units,
        string? number,
        DateTimeOffset now
    )
    {
        var source = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Words.Of(due.Kind)}:{due.TaskId:N}:{due.DueAt.ToUnixTimeSeconds()}:{level}"
        );
        DeskNotice To(Guid who, bool isPerson) =>
            new(
                who,
                isPerson,
                source,
                Operation.ViewWhistles,
                due.Kind == DeadlineKind.Task ? "taskAlarmed" : "reviewAlarmed",
                level,
                NoticeSubject.Whistle,
                whistle.WhistleId,
                number,
                now,
                due.DueAt
            );
        foreach (var unit in units)
        {
            yield return To(unit, isPerson: false);
        }

        if (whistle.LeaderId is { } leader && (level > 1 || due.Kind == DeadlineKind.Review))
        {
            yield return To(leader, isPerson: true);
        }
    }
}
