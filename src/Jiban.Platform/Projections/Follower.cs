using System.Globalization;
using System.Text.Json;
using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

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
    private readonly IReadOnlyList<IProjection> _projections = [.. projections];
    private readonly RecentStretches _recent = new(BatchSize);

    /// <summary>
    /// Brings every projection up to the last committed entry that is safe to read, then returns. A batch in turn, so that what one of them read
    /// serves all.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        bool isMore;
        do
        {
            isMore = false;
            foreach (var projection in _projections)
            {
                isMore |= await StepAsync(projection, cancellation) > 0;
            }
        } while (isMore);
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
            if ((await BehindAsync(connection, cancellation)).Count == 0)
            {
                return;
            }

            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Empties one projection and builds it again from the first entry.</summary>
    public Task RebuildAsync(IProjection projection, CancellationToken cancellation) =>
        RebuildAsync(projection, _ => { }, cancellation);

    /// <summary>
    /// The same, telling how far it is. Another host of the store may follow meanwhile: both take turns at the checkpoint, so this returns when the model has all
    /// that was committed when it was emptied, whoever brought it there.
    /// </summary>
    /// <param name="followed">Told after each batch how many entries were followed here so far.</param>
    /// <returns>How many entries were followed here.</returns>
    public async Task<long> RebuildAsync(
        IProjection projection,
        Action<long> followed,
        CancellationToken cancellation
    )
    {
        Checkpoint? goal;
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
            goal = await connection.QuerySingleOrDefaultAsync<Checkpoint>(
                new CommandDefinition(
                    "select tx::text as tx, case_id, seq from platform.journal order by tx desc, case_id desc, seq desc limit 1",
                    transaction: transaction,
                    cancellationToken: cancellation
                )
            );
            await transaction.CommitAsync(cancellation);
        }

        var taken = 0L;
        while (true)
        {
            var step = await StepAsync(projection, cancellation);
            if (step > 0)
            {
                followed(taken += step);
            }
            else if (goal is null || await HasAsync(projection, goal, cancellation))
            {
                return taken;
            }
            else
            {
                await Task.Delay(Glance, TimeProvider.System, cancellation);
            }
        }
    }

    private async Task<bool> HasAsync(
        IProjection projection,
        Checkpoint goal,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<bool>(
            new CommandDefinition(
                "select (tx, case_id, seq) >= (@Tx::xid8, @CaseId, @Seq) from platform.projection where name = @Name",
                new
                {
                    goal.Tx,
                    goal.CaseId,
                    goal.Seq,
                    projection.Name,
                },
                cancellationToken: cancellation
            )
        );
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var stuckUntil = new Dictionary<string, DateTimeOffset>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await FollowAsync(stuckUntil, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                NotLookedAt(log, fault);
                pause = PauseAfterFault;
            }

            await Task.Delay(pause, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Steps with each projection that is behind until none has a whole batch to come: a batch in turn, never two at once, which would take every
    /// core from those who wait for an answer. What one can't take stops neither the host nor the others; it is told and tried again.
    /// </summary>
    private async Task FollowAsync(
        Dictionary<string, DateTimeOffset> stuckUntil,
        CancellationToken stoppingToken
    )
    {
        bool isMore;
        do
        {
            isMore = false;
            var behind = await BehindAsync(stoppingToken);
            foreach (var projection in _projections.Where(one => behind.Contains(one.Name)))
            {
                if (stuckUntil.GetValueOrDefault(projection.Name) > clock.GetUtcNow())
                {
                    continue;
                }

                try
                {
                    isMore |= await StepAsync(projection, stoppingToken) == BatchSize;
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    Stuck(log, projection.Name, fault);
                    stuckUntil[projection.Name] = clock.GetUtcNow() + PauseAfterFault;
                }
            }
        } while (isMore);
    }

    /// <summary>Names of the projections that have not taken the last entry of the journal.</summary>
    public async Task<IReadOnlySet<string>> BehindAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await BehindAsync(connection, cancellation);
    }

    /// <summary>
    /// The projections that have not taken the last entry of the journal: one question for all, so that a journal in which nothing happens costs
    /// next to nothing to follow. Of entries that are not safe to read yet they stay behind.
    /// </summary>
    private async Task<IReadOnlySet<string>> BehindAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    """
                    with last as (
                        select j.tx, j.case_id, j.seq from platform.journal j order by j.tx desc, j.case_id desc, j.seq desc limit 1)
                    select n.name from last cross join unnest(@names) n (name) left join platform.projection p using (name)
                    where (last.tx, last.case_id, last.seq)
                        > (coalesce(p.tx, '0'), coalesce(p.case_id, '00000000-0000-0000-0000-000000000000'), coalesce(p.seq, 0))
                    """,
                    new { names = _projections.Select(projection => projection.Name).ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToHashSet();

    private async Task<int> StepAsync(IProjection projection, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var checkpoint = await connection.QuerySingleOrDefaultAsync<Checkpoint>(
            new CommandDefinition(
                $"""
                {(projection.IsDerived ? "set local synchronous_commit = off;" : "")}
                insert into platform.projection (name) values (@Name) on conflict do nothing;
                select tx::text as tx, case_id, seq from platform.projection where name = @Name for update skip locked
                """,
                new { projection.Name },
                transaction,
                cancellationToken: cancellation
            )
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
        await using var command = new NpgsqlCommand(
            """
            select j.tx, j.case_id, j.seq, j.at, j.actor, j.kind, j.data
            from platform.journal j
            where (j.tx, j.case_id, j.seq) > ($1::xid8, $2, $3) and j.tx < pg_snapshot_xmin(pg_current_snapshot())
            order by j.tx, j.case_id, j.seq limit $4
            """,
            connection,
            transaction
        );
        command.Parameters.Add(
            new() { Value = checkpoint.Tx, NpgsqlDbType = NpgsqlDbType.Unknown }
        );
        command.Parameters.Add(new() { Value = checkpoint.CaseId });
        command.Parameters.Add(new() { Value = checkpoint.Seq });
        command.Parameters.Add(new() { Value = BatchSize });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<JournalEntry>();
        var last = 0UL;
        while (await reader.ReadAsync(cancellation))
        {
            last = reader.GetFieldValue<ulong>(0);
            entries.Add(
                new JournalEntry(
                    reader.GetGuid(1),
                    reader.GetInt32(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetString(4),
                    reader.GetString(5),
                    // As the bytes that they are: a string between would be made only to be taken apart.
                    JsonElement.Parse(reader.GetFieldValue<byte[]>(6))
                )
            );
        }

        if (entries.Count == 0)
        {
            return null;
        }

        var end = entries[^1];
        var read = new Stretch(
            checkpoint,
            entries,
            new Checkpoint(last.ToString(CultureInfo.InvariantCulture), end.CaseId, end.Seq)
        );
        _recent.Add(read);
        return read;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The projection {Projection} is stuck; it is tried again"
    )]
    private static partial void Stuck(ILogger log, string projection, Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The journal could not be looked at; it is tried again"
    )]
    private static partial void NotLookedAt(ILogger log, Exception fault);
}
