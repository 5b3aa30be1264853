using Dapper;
using Jiban.Cases.Contracts;
using Jiban.Platform.Journaling;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Coordination;

/// <summary>
/// When the calendar changes, the looks that were counted in working days are counted again from where they began, as the deadlines of cases are (docs/rules.md
/// §7), and each change stands in the whistle's own entries. The days stay those that were given. It compares what is written with what the calendar in force
/// says, so it needs to know of no change, and nothing happens when it is repeated. Safe on several hosts: the whistle is held meanwhile.
/// </summary>
internal sealed partial class RecountReviews(WhistleDesk desk, ILogger<RecountReviews> log)
    : RepeatedSweep(TimeSpan.FromSeconds(20), desk.Clock, log)
{
    /// <param name="Review">When the look is due now.</param>
    private sealed record Facts(Guid Task, DateTimeOffset Before, DateTimeOffset Review);

    /// <summary>Counts once and returns how many were moved.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limits = await desk.Limits.CurrentAsync(cancellation);
        var moved = 0;
        foreach (
            var whistleId in (await OpenAsync(null, cancellation))
                .Where(Moves)
                .Select(row => row.WhistleId)
                .Distinct()
        )
        {
            try
            {
                moved += await MoveAsync(whistleId, limits, cancellation);
            }
            catch (Exception fault)
                when (!cancellation.IsCancellationRequested
                    && fault is not NpgsqlException { IsTransient: true }
                )
            {
                // One whistle that can't be read must not hold up the others.
                Failed(Log, whistleId, fault);
            }
        }

        return moved;

        bool Moves(Row row) => Again(row, limits) is not null;
    }

    private static DateTimeOffset? Again(Row row, CaseLimits.InForce limits) =>
        limits.CountAgain(row.DueAt, row.StartedAt, row.WorkingDays);

    private async Task<IReadOnlyList<Row>> OpenAsync(
        (NpgsqlConnection Connection, NpgsqlTransaction Transaction, Guid WhistleId)? held,
        CancellationToken cancellation
    )
    {
        await using var own = held is null ? await desk.Database.OpenAsync(cancellation) : null;
        return (
            await (held?.Connection ?? own!).QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select whistle_id, task_id, started_at, due_at, working_days from coordination.deadline
                    where kind = 'review' and met_at is null and working_days is not null and (@only is null or whistle_id = @only)
                    order by whistle_id, task_id
                    """,
                    new { only = held?.WhistleId },
                    held?.Transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    private async Task<int> MoveAsync(
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

        // Read anew under the lock: another host may have moved it, or somebody looked.
        var now = desk.Clock.GetUtcNow();
        var seq = whistle.HeadSeq;
        foreach (var row in await OpenAsync((connection, transaction, whistleId), cancellation))
        {
            if (Again(row, limits) is not { } due)
            {
                continue;
            }

            await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into coordination.entry (whistle_id, seq, at, actor, kind, data)
                    values (@whistleId, @seq, @now, 'system', 'reviewRecounted', @data::jsonb);
                    update coordination.deadline set due_at = @due, level = 0, next_at = @next where task_id = @TaskId and kind = 'review';
                    update coordination.whistle set head_seq = @seq where whistle_id = @whistleId
                    """,
                    new
                    {
                        whistleId,
                        seq = ++seq,
                        now,
                        data = CanonicalJson.Of(new Facts(row.TaskId, row.DueAt, due)).GetRawText(),
                        due,
                        // What has something to tell already is looked at by the next sweep.
                        next = limits.At(row.StartedAt, due, now) is { Level: 0, Next: var next }
                            ? next
                            : now,
                        row.TaskId,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await transaction.CommitAsync(cancellation);
        return seq - whistle.HeadSeq;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The looks of whistle {Whistle} could not be counted again; tried again later"
    )]
    private static partial void Failed(ILogger log, Guid whistle, Exception fault);

    private sealed record Row(
        Guid WhistleId,
        Guid TaskId,
        DateTimeOffset StartedAt,
        DateTimeOffset DueAt,
        int WorkingDays
    );
}
