using Dapper;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Jiban.Platform.Files;

/// <summary>Removes pictures that nobody claimed within a day or that were released, and what a process that died left behind. Safe on several hosts at once.</summary>
internal sealed partial class UnclaimedSweep(
    Database database,
    FileShelf shelf,
    TimeProvider clock,
    ILogger<UnclaimedSweep> log
) : RepeatedSweep(TimeSpan.FromMinutes(15), clock, log)
{
    private const int BatchSize = 200;

    /// <summary>Sweeps once and returns the number of pictures that were removed.</summary>
    public override async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var cutoff = Clock.GetUtcNow() - Photos.UnclaimedLife;
        foreach (var folder in shelf.LeftBehind(Ids.Floor(cutoff)))
        {
            FileShelf.Remove(folder);
        }

        var removed = 0;
        for (int batch; ; )
        {
            batch = await SweepBatchAsync(cutoff, cancellation);
            removed += batch;
            if (batch < BatchSize)
            {
                return removed;
            }
        }
    }

    /// <summary>Removes these now, as far as nobody has claimed them and a day has passed or they were released. What fails is tried again by the sweep.</summary>
    public async Task RemoveAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancellation
    )
    {
        try
        {
            foreach (var some in fileIds.Chunk(BatchSize))
            {
                await RemoveBatchAsync(
                    connection,
                    Clock.GetUtcNow() - Photos.UnclaimedLife,
                    some,
                    cancellation
                );
            }
        }
        catch (Exception fault)
            when (fault is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            Failed(Log, fault);
        }
    }

    private async Task<int> SweepBatchAsync(DateTimeOffset cutoff, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await RemoveBatchAsync(connection, cutoff, null, cancellation);
    }

    /// <summary>
    /// Removes a batch of those that nobody claimed, of all or of some. The rows are locked, so that nobody claims them meanwhile; files go
    /// first, so that a crash leaves a row to come back to.
    /// </summary>
    private async Task<int> RemoveBatchAsync(
        NpgsqlConnection connection,
        DateTimeOffset cutoff,
        Guid[]? some,
        CancellationToken cancellation
    )
    {
        const string find = """
            select file_id from platform.file
            where claimed_at is null and uploaded_at <= @cutoff and (@some::uuid[] is null or file_id = any(@some))
            order by uploaded_at
            limit @BatchSize
            for update skip locked
            """;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var ids = (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    find,
                    new
                    {
                        cutoff,
                        some,
                        BatchSize,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).ToArray();
        foreach (var id in ids)
        {
            FileShelf.Remove(shelf.Kept(id));
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from platform.file where file_id = any(@ids)",
                new { ids },
                transaction,
                cancellationToken: cancellation
            )
        );
        await transaction.CommitAsync(cancellation);
        return ids.Length;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Pictures could not be removed; the sweep tries again"
    )]
    private static partial void Failed(ILogger log, Exception fault);
}
