using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>Writes the rows by which texts are found, under the index key in use.</summary>
internal static class SearchRows
{
    /// <summary>
    /// Whoever writes rows takes this before it asks which key is in use, until the transaction ends. A rotation takes it before each look for
    /// rows under older keys: none that was hashed before the new key came is committed after the last look.
    /// </summary>
    public static Task HoldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(hashtext('cases.search'))",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

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
        await HoldAsync(connection, transaction, cancellation);
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
