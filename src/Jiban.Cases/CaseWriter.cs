using System.Threading.Channels;
using Jiban.Platform.Files;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases;

/// <summary>How the writing of one registration ended.</summary>
/// <param name="Existing">The case that has the same idempotency key; null when this one was written.</param>
/// <param name="Problem">Why nothing was written; null when it was.</param>
internal sealed record Written(Guid? Existing = null, Problem? Problem = null);

/// <summary>
/// The one batch writer (docs/architecture.md): registrations that arrive while a commit is under way are written together by the next one.
/// Each caller gets its own answer, after its own case is durable; a bad row fails alone.
/// </summary>
internal sealed class CaseWriter : IAsyncDisposable
{
    private const int BatchSize = 128;
    private const int Lanes = 2;

    private readonly Database _database;
    private readonly Photos _photos;
    private readonly MonthPartitions _journalMonths;
    private readonly MonthPartitions _caseMonths;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(4_096);
    private readonly Task[] _lanes;

    public CaseWriter(Database database, Photos photos)
    {
        _database = database;
        _photos = photos;
        _journalMonths = Journal.Months(database);
        _caseMonths = new MonthPartitions(
            database,
            "cases",
            "case_file",
            "case_key",
            "requester",
            "text",
            "attachment",
            "deadline"
        );
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Task.Run(RunAsync))];
    }

    /// <summary>Writes a case; returns after it is durable.</summary>
    public async Task<Written> WriteAsync(NewCase newCase, CancellationToken cancellation)
    {
        await _journalMonths.EnsureAsync(newCase.File.ReceivedAt, cancellation);
        await _caseMonths.EnsureAsync(newCase.File.ReceivedAt, cancellation);
        var waiting = new Waiting(newCase, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Done.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_lanes);
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(BatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var results = await TransactAsync([.. batch.Select(waiting => waiting.Case)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult(results[i]);
            }
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            foreach (var alone in batch)
            {
                await WriteAsync([alone]);
            }
        }
        catch (Exception fault)
        {
            foreach (var waiting in batch)
            {
                waiting.Done.TrySetException(fault);
            }
        }
    }

    private async Task<IReadOnlyList<Written>> TransactAsync(IReadOnlyList<NewCase> batch)
    {
        // A registration with uploads may be refused by what was uploaded, and then nothing of it may stay: it goes alone.
        if (batch.Count > 1 && batch.Any(newCase => newCase.Uploads.Count > 0))
        {
            var plain = batch.Where(newCase => newCase.Uploads.Count == 0).ToList();
            var written = plain.Count == 0 ? [] : await TransactAsync(plain);
            var results = plain
                .Zip(written)
                .ToDictionary(pair => pair.First.File.CaseId, pair => pair.Second);
            foreach (var heavy in batch.Where(newCase => newCase.Uploads.Count > 0))
            {
                results[heavy.File.CaseId] = (await TransactAsync([heavy]))[0];
            }

            return [.. batch.Select(newCase => results[newCase.File.CaseId])];
        }

        await using var connection = await _database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        var existing = await ClaimKeysAsync(connection, transaction, batch);
        var fresh = batch.Where(newCase => !existing.ContainsKey(newCase.File.CaseId)).ToList();
        if (fresh.Count > 0)
        {
            if (
                fresh[0].Uploads.Count > 0
                && await _photos.ClaimAsync(
                    connection,
                    transaction,
                    fresh[0].Uploads,
                    CancellationToken.None
                )
                    is PhotoClaim.Refused { Problem: var problem }
            )
            {
                return [new Written(Problem: problem)]; // Disposing the transaction rolls back.
            }

            await CaseInsert.WriteAsync(connection, transaction, fresh);
            await Journal.AppendAsync(
                connection,
                transaction,
                [.. fresh.SelectMany(newCase => newCase.Entries)],
                CancellationToken.None
            );
            await transaction.CommitAsync();
        }

        return
        [
            .. batch.Select(newCase => new Written(
                Existing: existing.TryGetValue(newCase.File.CaseId, out var id) ? id : null
            )),
        ];
    }

    /// <summary>Claims the idempotency keys of a batch. Gives back, for those that were claimed before, the case that has the key.</summary>
    private static async Task<Dictionary<Guid, Guid>> ClaimKeysAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<NewCase> batch
    )
    {
        var keyed = batch.Where(newCase => newCase.KeyHash is not null).ToList();
        if (keyed.Count == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(
            """
            with wanted as (select * from unnest($1, $2, $3, $4) w (key_hash, case_id, request_hash, at)),
            claimed as (
                insert into cases.idempotency_key (key_hash, case_id, request_hash, at) select * from wanted
                on conflict (key_hash) do nothing returning case_id)
            select case_id from claimed
            """,
            connection,
            transaction
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.KeyHash!).ToArray() }
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.File.CaseId).ToArray() }
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.RequestHash).ToArray() }
        );
        command.Parameters.Add(
            new()
            {
                Value = keyed.Select(newCase => newCase.File.ReceivedAt.UtcDateTime).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            }
        );
        var claimed = new HashSet<Guid>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                claimed.Add(reader.GetGuid(0));
            }
        }

        var taken = new Dictionary<Guid, Guid>();
        foreach (var newCase in keyed.Where(newCase => !claimed.Contains(newCase.File.CaseId)))
        {
            await using var find = new NpgsqlCommand(
                "select case_id from cases.idempotency_key where key_hash = $1",
                connection,
                transaction
            );
            find.Parameters.Add(new() { Value = newCase.KeyHash! });
            taken[newCase.File.CaseId] = (Guid)(await find.ExecuteScalarAsync())!;
        }

        return taken;
    }

    private sealed record Waiting(NewCase Case, TaskCompletionSource<Written> Done);
}
