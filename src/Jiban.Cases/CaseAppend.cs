using System.Text.Json;
using Jiban.Platform.Journaling;
using Npgsql;

namespace Jiban.Cases;

/// <summary>One more thing that happened to a case that is held: journal, fold and deadlines together, so that none of them is forgotten.</summary>
internal static class CaseAppend
{
    /// <summary>Writes it in the caller's transaction. Null, and nothing of use is written, when the case is not as it was loaded.</summary>
    public static async Task<(ChainedEntry Entry, CaseFile After)?> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CaseFile file,
        DateTimeOffset now,
        string actor,
        string kind,
        JsonElement data,
        CancellationToken cancellation
    )
    {
        var entry = Chain.Append(file.CaseId, file.Head, now, actor, kind, data);
        var after = file.Apply(entry);
        if (
            !await CaseStore.UpdateAsync(connection, transaction, after, file.HeadSeq, cancellation)
        )
        {
            return null;
        }

        await Journal.AppendAsync(connection, transaction, [entry], cancellation);
        await CaseStore.UpdateDeadlinesAsync(connection, transaction, after, now, cancellation);
        if (
            after.Assisting != file.Assisting
            || after.AssistingOpen != file.AssistingOpen
            || after.Convened != file.Convened
        )
        {
            await CaseStore.UpdateAssistingAsync(connection, transaction, after, cancellation);
        }

        return (entry, after);
    }

    /// <summary>
    /// Writes what a rule found about many cases that are held, however many, in one exchange with the store. It is for what touches no helping unit.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them was not held: it is no more as it was loaded.</exception>
    public static async Task AppendManyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<Appended> cases,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (cases.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var one in cases)
        {
            batch.BatchCommands.Add(CaseStore.UpdateCommand(one.After, one.SeqBefore));
            batch.BatchCommands.Add(CaseStore.DeadlinesCommand(one.After, now));
        }

        batch.BatchCommands.Add(Journal.AppendCommand([.. cases.SelectMany(one => one.Entries)]));
        await batch.PrepareAsync(cancellation); // Three statements, however many cases.
        await batch.ExecuteNonQueryAsync(cancellation);
        for (var i = 0; i < batch.BatchCommands.Count - 1; i += 2)
        {
            if (batch.BatchCommands[i].RecordsAffected != 1)
            {
                throw new InvalidOperationException("A case was changed by somebody else.");
            }
        }
    }
}

/// <summary>A case that is held, with what is to be appended to its chain.</summary>
/// <param name="SeqBefore">The sequence of its last entry as it was loaded.</param>
/// <param name="After">Its fold with the entries.</param>
internal sealed record Appended(int SeqBefore, CaseFile After, IReadOnlyList<ChainedEntry> Entries)
{
    /// <summary>Nothing yet.</summary>
    public static Appended To(CaseFile file) => new(file.HeadSeq, file, []);

    /// <summary>With one thing more that happened.</summary>
    public Appended With(DateTimeOffset now, string actor, string kind, JsonElement data)
    {
        var entry = Chain.Append(After.CaseId, After.Head, now, actor, kind, data);
        return this with { After = After.Apply(entry), Entries = [.. Entries, entry] };
    }
}
