using System.Threading.Channels;
using Dapper;
using Jiban.Platform.Files;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Npgsql;

namespace Jiban.Cases;

/// <summary>How the writing of one registration ended.</summary>
/// <param name="Existing">The case that has the same idempotency key; null when this one was written.</param>
/// <param name="Problem">Why nothing was written; null when it was.</param>
internal sealed record Written(Guid? Existing = null, Problem? Problem = null);

/// <summary>
/// The one batch writer (docs/architecture.md): registrations that arrive while a commit is under way are written together by the next one.
/// Each caller gets its own answer, after its own case is durable; a bad row fails alone.
/// The writer has a thread of its own and waits on the store there: on the pool, its next step would stand behind the answers to all whose cases it
/// has just written.
/// </summary>
internal sealed class CaseWriter : IAsyncDisposable
{
    private const int BatchSize = 128;

    private readonly Database _database;
    private readonly Photos _photos;
    private readonly Recordings _recordings;
    private readonly MonthPartitions _journalMonths;
    private readonly MonthPartitions _caseMonths;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(4_096);
    private readonly Task _writing;

    public CaseWriter(Database database, Photos photos, Recordings recordings)
    {
        _database = database;
        _photos = photos;
        _recordings = recordings;
        _journalMonths = Journal.Months(database);
        _caseMonths = new MonthPartitions(
            database,
            "cases",
            "case_file",
            "case_key",
            "requester",
            "text",
            "attachment",
            "deadline",
            "assisting"
        );
        // One is enough: the batch grows with what waits.
        _writing = Task.Factory.StartNew(
            Run,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
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
        await _writing;
    }

    private void Run()
    {
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var batch = new List<Waiting>(BatchSize);
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            Write([.. batch.Where(waiting => !waiting.Case.HasFiles)]);
            // A registration with uploads may be refused by what was uploaded, and then nothing of it may stay: it goes alone.
            foreach (var heavy in batch.Where(waiting => waiting.Case.HasFiles))
            {
                Write([heavy]);
            }
        }
    }

    /// <summary>Writes some cases together and answers each caller, whatever happens: what one transaction wrote, no other repeats.</summary>
    /// <param name="afterLoss">Whether the store was lost at the first try: a second loss is told.</param>
    private void Write(IReadOnlyList<Waiting> batch, bool afterLoss = false)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var results = Transact([.. batch.Select(waiting => waiting.Case)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult(results[i]);
            }
        }
        catch (NpgsqlException fault) when (fault.IsTransient && !afterLoss)
        {
            Write(Unwritten(batch), afterLoss: true);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            foreach (var alone in batch)
            {
                Write([alone], afterLoss);
            }
        }
        catch (PostgresException fault)
            when (afterLoss && fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The commit of the lost connection came through after the store was asked.
            Fail(Unwritten(batch), fault);
        }
        catch (Exception fault)
        {
            Fail(batch, fault);
        }
    }

    /// <summary>
    /// A connection that broke during the commit does not tell whether it was done, so the store is asked; who is written gets the answer.
    /// </summary>
    /// <returns>Those that are still to be written.</returns>
    private IReadOnlyList<Waiting> Unwritten(IReadOnlyList<Waiting> batch)
    {
        try
        {
            using var connection = _database.Source.OpenConnection();
            var ids = batch.Select(waiting => waiting.Case.File.CaseId).ToArray();
            var written = (
                connection.Query<Guid>(
                    "select case_id from cases.case_file where case_id = any(@ids)",
                    new { ids }
                )
            ).ToHashSet();
            foreach (var waiting in batch.Where(one => written.Contains(one.Case.File.CaseId)))
            {
                waiting.Done.SetResult(new Written());
            }

            return [.. batch.Where(waiting => !written.Contains(waiting.Case.File.CaseId))];
        }
        catch (Exception fault)
        {
            Fail(batch, fault);
            return [];
        }
    }

    private static void Fail(IReadOnlyList<Waiting> batch, Exception fault)
    {
        foreach (var waiting in batch)
        {
            waiting.Done.SetException(fault);
        }
    }

    private IReadOnlyList<Written> Transact(IReadOnlyList<NewCase> batch)
    {
        using var connection = _database.Source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var existing = IdempotencyKeys.Claim(connection, transaction, batch);
        var fresh = batch.Where(newCase => !existing.ContainsKey(newCase.File.CaseId)).ToList();
        if (fresh.Count > 0)
        {
            if (
                fresh[0].HasFiles
                && ClaimFilesAsync(connection, transaction, fresh[0]).GetAwaiter().GetResult()
                    is { } problem
            )
            {
                return [new Written(Problem: problem)]; // Disposing the transaction rolls back.
            }

            CaseInsert.Write(connection, transaction, fresh);
            transaction.Commit();
        }

        return
        [
            .. batch.Select(newCase => new Written(
                Existing: existing.TryGetValue(newCase.File.CaseId, out var id) ? id : null
            )),
        ];
    }

    private async Task<Problem?> ClaimFilesAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        NewCase newCase
    ) =>
        newCase.Uploads.Count > 0
        && await _photos.ClaimAsync(
            connection,
            transaction,
            newCase.Uploads,
            CancellationToken.None
        )
            is PhotoClaim.Refused { Problem: var problem }
            ? problem
            : await _recordings.ClaimAsync(
                connection,
                transaction,
                newCase.Recordings,
                CancellationToken.None
            );

    private sealed record Waiting(NewCase Case, TaskCompletionSource<Written> Done);
}
