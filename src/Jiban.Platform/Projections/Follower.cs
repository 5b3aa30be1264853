using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Platform.Projections;

/// <summary>
/// Feeds the projections from the journal. Order of commit is not order of sequence, so the checkpoint is (tx, case, seq) and only
/// rows of transactions older than every running one are read (docs/architecture.md). Safe on several hosts: the checkpoint's row is locked.
/// </summary>
public sealed partial class Follower(
    Database database,
    IEnumerable<IProjection> projections,
    TimeProvider clock,
    ILogger<Follower> log
) : BackgroundService
{
    private const int BatchSize = 5_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _alone = new(1);
    private readonly RecentStretches _recent = new(BatchSize);

    /// <summary>Brings every projection up to the last committed entry that is safe to read, then returns.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        foreach (var projection in projections)
        {
            while (await StepAsync(projection, cancellation) > 0) { }
        }
    }

    /// <summary>
    /// Returns when every projection has all that was committed when it was asked: it waits for transactions of the server that are older,
    /// because what they may still write comes first.
    /// </summary>
    public async Task ReachPresentAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        while (true)
        {
            await CatchUpAsync(cancellation);
            var isBehind = await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(
                    """
                    select exists (
                        select from unnest(@names) n (name) left join platform.projection p using (name)
                        join platform.journal j on (j.tx, j.case_id, j.seq)
                            > (coalesce(p.tx, '0'), coalesce(p.case_id, '00000000-0000-0000-0000-000000000000'), coalesce(p.seq, 0)))
                    """,
                    new { names = projections.Select(projection => projection.Name).ToArray() },
                    cancellationToken: cancellation
                )
            );
            if (!isBehind)
            {
                return;
            }

            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Empties one projection and builds it again from the first entry.</summary>
    public async Task RebuildAsync(IProjection projection, CancellationToken cancellation)
    {
        await using (var connection = await database.OpenAsync(cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await connection.ExecuteAsync(
                """
                insert into platform.projection (name) values (@Name)
                on conflict (name) do update set tx = '0', case_id = '00000000-0000-0000-0000-000000000000', seq = 0
                """,
                new { projection.Name },
                transaction
            );
            await projection.ResetAsync(connection, transaction, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        while (await StepAsync(projection, cancellation) > 0) { }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _alone.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(projections.Select(projection => FollowAsync(projection, stoppingToken)));

    /// <summary>Follows for one projection. What it can't take stops neither the host nor the others; it is told and tried again.</summary>
    private async Task FollowAsync(IProjection projection, CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await StepAloneAsync(projection, stoppingToken) == BatchSize) { }
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Stuck(log, projection.Name, fault);
                await Task.Delay(PauseAfterFault, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>A step while no other projection of this host takes one: all at once they would take every core from those who wait for an answer.</summary>
    private async Task<int> StepAloneAsync(IProjection projection, CancellationToken stoppingToken)
    {
        await _alone.WaitAsync(stoppingToken);
        try
        {
            return await StepAsync(projection, stoppingToken);
        }
        finally
        {
            _alone.Release();
        }
    }

    private async Task<int> StepAsync(IProjection projection, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            "insert into platform.projection (name) values (@Name) on conflict do nothing",
            new { projection.Name },
            transaction
        );
        var checkpoint = await connection.QuerySingleOrDefaultAsync<Checkpoint>(
            "select tx::text as tx, case_id, seq from platform.projection where name = @Name for update skip locked",
            new { projection.Name },
            transaction
        );
        if (checkpoint is null)
        {
            return 0;
        }

        var stretch =
            _recent.After(checkpoint)
            ?? await ReadAsync(connection, transaction, checkpoint, cancellation);
        if (stretch is null)
        {
            return 0;
        }

        await projection.ApplyAsync(connection, transaction, stretch.Entries, cancellation);
        var end = stretch.End;
        await connection.ExecuteAsync(
            "update platform.projection set tx = @Tx::xid8, case_id = @CaseId, seq = @Seq where name = @Name",
            new
            {
                end.Tx,
                end.CaseId,
                end.Seq,
                projection.Name,
            },
            transaction
        );
        await transaction.CommitAsync(cancellation);
        return stretch.Entries.Count;
    }

    /// <summary>What comes next in the journal; null when there is nothing that is safe to read.</summary>
    private async Task<Stretch?> ReadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Checkpoint checkpoint,
        CancellationToken cancellation
    )
    {
        var rows = (
            await connection.QueryAsync<CommittedRow>(
                new CommandDefinition(
                    """
                    select j.tx::text as tx, j.case_id, j.seq, j.at, j.actor, j.kind, j.data::text as data
                    from platform.journal j
                    where (j.tx, j.case_id, j.seq) > (@Tx::xid8, @CaseId, @Seq) and j.tx < pg_snapshot_xmin(pg_current_snapshot())
                    order by j.tx, j.case_id, j.seq limit @BatchSize -- j.tx: the bare name would be the text, and 99 comes after 100 there
                    """,
                    new
                    {
                        checkpoint.Tx,
                        checkpoint.CaseId,
                        checkpoint.Seq,
                        BatchSize,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        if (rows.Count == 0)
        {
            return null;
        }

        var last = rows[^1];
        var read = new Stretch(
            checkpoint,
            [.. rows.Select(row => row.ToEntry())],
            new Checkpoint(last.Tx, last.CaseId, last.Seq)
        );
        _recent.Add(read);
        return read;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The projection {Projection} is stuck; it is tried again"
    )]
    private static partial void Stuck(ILogger log, string projection, Exception fault);

    private sealed record CommittedRow(
        string Tx,
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data
    )
    {
        public JournalEntry ToEntry() =>
            new Journal.Row(CaseId, Seq, At, Actor, Kind, Data).ToEntry();
    }
}
