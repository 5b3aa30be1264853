using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;

namespace Jiban.Channels.Outbox;

/// <summary>
/// Removes messages that ended longer ago than the days of <c>channels.outbox_setting</c>, so that the outbox does not grow with the journal.
/// What waits stays, and so does what a person must look at, and every message of an order that is open: it may be sent again whole.
/// </summary>
internal sealed class OutboxSweep(Database database, TimeProvider clock, ILogger<OutboxSweep> log)
    : RepeatedSweep(TimeSpan.FromHours(1), clock, log)
{
    private const int BatchSize = 5_000;

    /// <summary>Sweeps once and returns the number of messages that were removed.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        // First the day, then the keys: between the two, what is followed anew is neither written nor missed.
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update channels.outbox_setting set swept_until = greatest(swept_until, @now - keep_days * interval '1 day')",
                new { now = Clock.GetUtcNow() },
                cancellationToken: cancellation
            )
        );
        var removed = 0;
        for (int batch; ; )
        {
            batch = await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    delete from channels.outbox where (case_id, seq, destination) in (
                        select case_id, seq, destination from channels.outbox m
                        where state in ('delivered', 'dropped', 'givenUp') and done_at < (select swept_until from channels.outbox_setting)
                            and at < (select swept_until from channels.outbox_setting)
                            and not exists (select from channels.upstream_order o where o.case_id = m.case_id and o.state <> 'closed')
                        limit @BatchSize)
                    """,
                    new { BatchSize },
                    cancellationToken: cancellation
                )
            );
            removed += batch;
            if (batch < BatchSize)
            {
                return removed;
            }
        }
    }
}
