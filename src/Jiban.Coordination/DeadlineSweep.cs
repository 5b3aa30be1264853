using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Notices;
using Microsoft.Extensions.Logging;

namespace Jiban.Coordination;

/// <summary>
/// Tells of the deadlines of tasks and of looks at them: a reminder before, an alarm when they are late, by the ladder of cases. What was told is written
/// with it (<c>coordination.alarm</c>), once each.
/// </summary>
internal sealed class DeadlineSweep(WhistleDesk desk, ILogger<DeadlineSweep> log)
    : WhistleSweep(desk, log)
{
    protected override string Due =>
        "select whistle_id from coordination.deadline where met_at is null and next_at <= @now group by whistle_id order by min(next_at)";

    protected override async Task<Looked> LookAsync(Look look, CancellationToken cancellation)
    {
        var alarms = new List<(DueRow Due, WhistleTask Task, int Level)>();
        foreach (var due in await RowsAsync(look, cancellation))
        {
            var (level, next) = look.Limits.At(due.StartedAt, due.DueAt, look.Now);
            if (level > due.Level && look.Parts.TaskOf(due.TaskId) is { } task)
            {
                alarms.Add((due, task, level));
            }

            await WriteAsync(look, due, level, next, cancellation);
        }

        return new Looked(alarms.Count, await TellAsync(look, alarms, cancellation), []);
    }

    private static async Task<IReadOnlyList<DueRow>> RowsAsync(
        Look look,
        CancellationToken cancellation
    ) =>
        (
            await look.Connection.QueryAsync<DueRow>(
                new CommandDefinition(
                    """
                    select task_id, kind, started_at, due_at, level from coordination.deadline
                    where whistle_id = @whistleId and met_at is null and next_at <= @now order by due_at, task_id
                    """,
                    new { whistleId = look.Whistle.WhistleId, now = look.Now },
                    look.Transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static Task WriteAsync(
        Look look,
        DueRow due,
        int level,
        DateTimeOffset? next,
        CancellationToken cancellation
    ) =>
        look.Connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into coordination.alarm (task_id, kind, due_at, level, whistle_id, at)
                select @TaskId, @kind, @DueAt, @level, @whistleId, @now where @level > @before;
                update coordination.deadline set level = greatest(level, @level), next_at = @next where task_id = @TaskId and kind = @kind
                """,
                new
                {
                    due.TaskId,
                    kind = Words.Of(due.Kind),
                    due.DueAt,
                    before = due.Level,
                    level,
                    whistleId = look.Whistle.WhistleId,
                    now = look.Now,
                    next,
                },
                look.Transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>On the desk of whoever must know, and in the chain of each case; from there it goes out by webhook.</summary>
    private async Task<IReadOnlyList<HeldCase>> TellAsync(
        Look look,
        List<(DueRow Due, WhistleTask Task, int Level)> alarms,
        CancellationToken cancellation
    )
    {
        if (alarms.Count == 0)
        {
            return [];
        }

        var above = Desk.City.Unit(look.Whistle.UnitId)?.ParentId;
        var number = look.Parts.Cases.Count > 0 ? look.Parts.Cases[0].Number : null;
        var told = alarms
            .Select(one =>
                (
                    one.Due,
                    one.Task,
                    one.Level,
                    Units: Deadlines.Told(look.Whistle, one.Task, one.Due.Kind, one.Level, above)
                )
            )
            .ToList();
        await NoticeBoard.AddAsync(
            look.Connection,
            look.Transaction,
            [
                .. told.SelectMany(one =>
                    Deadlines.Notices(look.Whistle, one.Due, one.Level, one.Units, number, look.Now)
                ),
            ],
            cancellation
        );
        var held = await Desk.Journal.HoldAsync(
            look.Connection,
            look.Transaction,
            look.Parts.Cases.Select(one => one.CaseId),
            cancellation
        );
        foreach (var one in held)
        {
            foreach (var (due, task, level, units) in told)
            {
                await one.AppendAsync(
                    new CaseNote.TaskAlarmed(
                        look.Whistle.WhistleId,
                        task.TaskId,
                        task.Kind,
                        task.UnitId,
                        level,
                        due.Kind == DeadlineKind.Review,
                        units
                    ),
                    null,
                    look.Now,
                    cancellation
                );
            }
        }

        return held;
    }
}
