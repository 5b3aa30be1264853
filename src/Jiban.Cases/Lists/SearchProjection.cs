using Dapper;
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
            .Where(entry => entry.Kind is Happened.Registered or Happened.Worded)
            .Select(entry => entry.CaseId)
            .ToArray();
        var erased = entries
            .Where(entry => entry.Kind == Happened.RequesterErased)
            .Select(entry => entry.CaseId)
            .ToArray();
        if (registered.Length > 0)
        {
            await SearchRows.WriteAsync(
                connection,
                transaction,
                keys,
                _grams,
                registered,
                cancellation
            );
        }

        if (erased.Length > 0)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    // In the order in which a rotation of the index key takes them.
                    """
                    delete from cases.search where case_id in (
                        select case_id from cases.search where case_id = any(@erased) order by case_id for update)
                    """,
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
}
