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
}
