using Dapper;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Lists;

/// <summary>Keeps the search index: a row of hashes for each case whose text can be read; an erased case loses its row.</summary>
internal sealed class SearchProjection(KeyRing keys) : IProjection
{
    private readonly SearchGrams _grams = new(keys);

    /// <inheritdoc/>
    public string Name => "cases.search";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var registered = entries
            .Where(entry => entry.Kind == Happened.Registered)
            .Select(entry => entry.CaseId)
            .ToArray();
        var erased = entries
            .Where(entry => entry.Kind == Happened.RequesterErased)
            .Select(entry => entry.CaseId)
            .ToArray();
        if (registered.Length > 0)
        {
            await AddAsync(connection, transaction, registered, cancellation);
        }

        if (erased.Length > 0)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from cases.search where case_id = any(@erased)",
                    new { erased },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }
    }

    /// <inheritdoc/>
    public Task ResetAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "delete from cases.search",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

    private async Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid[] ids,
        CancellationToken cancellation
    )
    {
        var boxes = await connection.QueryAsync<(Guid CaseId, byte[] Box, byte[]? Wrapped)>(
            new CommandDefinition(
                "select t.case_id, t.box, k.wrapped from cases.text t join cases.case_key k using (case_id) where t.case_id = any(@ids) and t.seq = 1",
                new { ids },
                transaction,
                cancellationToken: cancellation
            )
        );
        await using var command = new NpgsqlBatch(connection, transaction);
        foreach (var (caseId, box, wrapped) in boxes)
        {
            if (CaseSecrets.Open(keys, caseId, wrapped) is { } secrets)
            {
                var insert = new NpgsqlBatchCommand(
                    "insert into cases.search (case_id, grams) values ($1, $2) on conflict (case_id) do nothing"
                );
                insert.Parameters.Add(new NpgsqlParameter { Value = caseId });
                insert.Parameters.Add(
                    new NpgsqlParameter { Value = _grams.Of(secrets.OpenText(1, box)) }
                );
                command.BatchCommands.Add(insert);
            }
        }

        if (command.BatchCommands.Count > 0)
        {
            await command.PrepareAsync(cancellation); // One statement, however many rows.
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
