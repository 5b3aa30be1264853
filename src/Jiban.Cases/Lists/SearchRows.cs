using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>Writes the rows by which texts are found, under the index key in use.</summary>
internal static class SearchRows
{
    /// <summary>Hashes the texts of some cases and puts the rows in the place of those that stand; an erased case gets none.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeyRing keys,
        SearchGrams grams,
        Guid[] cases,
        CancellationToken cancellation
    )
    {
        var texts = await CaseTexts.FirstAsync(connection, keys, cases, cancellation);
        var newest = keys.Newest(KeyKind.Index);
        await using var command = new NpgsqlBatch(connection, transaction);
        // In one order for everybody who writes them.
        foreach (var (caseId, text) in texts.OrderBy(one => one.Key))
        {
            var insert = new NpgsqlBatchCommand(
                """
                insert into cases.search (case_id, grams, index_key) values ($1, $2, $3)
                on conflict (case_id) do update set grams = excluded.grams, index_key = excluded.index_key
                where cases.search.index_key < excluded.index_key
                """
            );
            insert.Parameters.Add(new NpgsqlParameter { Value = caseId });
            insert.Parameters.Add(new NpgsqlParameter { Value = grams.Of(text, newest) });
            insert.Parameters.Add(new NpgsqlParameter { Value = newest });
            command.BatchCommands.Add(insert);
        }

        if (command.BatchCommands.Count > 0)
        {
            await command.PrepareAsync(cancellation); // One statement, however many rows.
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
