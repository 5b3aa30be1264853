using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Notices;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// Tells of the deadlines of tasks and of looks at them: a reminder before, an alarm when they are late, by the ladder of cases. Safe on several
/// hosts: the whistle is held while its deadlines are looked at, and what was told is written with it (<c>coordination.alarm</c>), once each.
/// </summary>
internal sealed partial class DeadlineSweep(WhistleDesk desk, ILogger<DeadlineSweep> log)
    : RepeatedSweep(TimeSpan.FromSeconds(20), desk.Clock, log)
{
    private const int BatchSize = 200;

    /// <summary>Sweeps once and returns how many alarms were told.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limits = await desk.Limits.CurrentAsync(cancellation);
        var told = 0;
        foreach (var whistleId in await DueAsync(cancellation))
        {
            try
            {
                told += await LookAsync(whistleId, limits, cancellation);
            }
            catch (NpgsqlException fault)
            {
                // One whistle that can't be looked at now must not hold up the others.
                Failed(Log, whistleId, fault);
            }
        }

        return told;
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation)
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    """
                    select whistle_id from coordination.deadline where met_at is null and next_at <= @now
                    group by whistle_id order by min(next_at) limit @BatchSize
                    """,
                    new { now = desk.Clock.GetUtcNow(), BatchSize },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private async Task<int> LookAsync(
        Guid whistleId,
        CaseLimits.InForce limits,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (
            await WhistleStore.LoadIfFreeAsync(connection, transaction, whistleId, cancellation)
            is not { } whistle
        )
        {
            return 0;
        }

        // Read anew under the lock: whoever held it may have done the task.
        var now = desk.Clock.GetUtcNow();
        var parts = await WhistleStore.PartsAsync(connection, [whistleId], cancellation);
        var alarms = new List<(DueRow Due, WhistleTask Task, int Level)>();
        foreach (var due in await RowsAsync(connection, transaction, whistleId, now, cancellation))
        {
            var (level, next) = limits.At(due.StartedAt, due.DueAt, now);
            if (level > due.Level && parts.TaskOf(due.TaskId) is { } task)
            {
                alarms.Add((due, task, level));
            }

            await WriteAsync(
                connection,
                transaction,
                whistleId,
                due,
                level,
                next,
                now,
                cancellation
            );
        }

        var held = await TellAsync(
            connection,
            transaction,
            whistle,
            parts,
            alarms,
            now,
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        foreach (var one in held)
        {
            desk.Live.Publish(one.Changed);
        }

        if (alarms.Count > 0)
        {
            desk.Live.Publish(
                new Notice("whistle", whistleId, Operation.ViewWhistles, parts.Concerned(whistle))
            );
        }

        return alarms.Count;
    }

    private static async Task<IReadOnlyList<DueRow>> RowsAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid whistleId,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<DueRow>(
                new CommandDefinition(
                    """
                    select task_id, kind, started_at, due_at, level from coordination.deadline
                    where whistle_id = @whistleId and met_at is null and next_at <= @now order by due_at, task_id
                    """,
                    new { whistleId, now },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid whistleId,
        DueRow due,
        int level,
        DateTimeOffset? next,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
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
                    whistleId,
                    now,
                    next,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>On the desk of whoever must know, and in the chain of each case; from there it goes out by webhook.</summary>
    private async Task<IReadOnlyList<HeldCase>> TellAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Whistle whistle,
        WhistleParts parts,
        List<(DueRow Due, WhistleTask Task, int Level)> alarms,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (alarms.Count == 0)
        {
            return [];
        }

        var above = desk.City.Unit(whistle.UnitId)?.ParentId;
        var number = parts.Cases.Count > 0 ? parts.Cases[0].Number : null;
        var told = alarms
            .Select(one =>
                (
                    one.Due,
                    one.Task,
                    one.Level,
                    Units: Deadlines.Told(whistle, one.Task, one.Due.Kind, one.Level, above)
                )
            )
            .ToList();
        await NoticeBoard.AddAsync(
            connection,
            transaction,
            [
                .. told.SelectMany(one =>
                    Deadlines.Notices(whistle, one.Due, one.Level, one.Units, number, now)
                ),
            ],
            cancellation
        );
        var held = await desk.Journal.HoldAsync(
            connection,
            transaction,
            parts.Cases.Select(one => one.CaseId),
            cancellation
        );
        foreach (var one in held)
        {
            foreach (var (due, task, level, units) in told)
            {
                await one.AppendAsync(
                    new CaseNote.TaskAlarmed(
                        whistle.WhistleId,
                        task.TaskId,
                        task.Kind,
                        task.UnitId,
                        level,
                        due.Kind == DeadlineKind.Review,
                        units
                    ),
                    null,
                    now,
                    cancellation
                );
            }
        }

        return held;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The deadlines of whistle {Whistle} could not be looked at; tried again later"
    )]
    private static partial void Failed(ILogger log, Guid whistle, Exception fault);
}
