using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Teaching;

/// <summary>Keeps what people corrected at the dispatch, from the journal: nobody enters it twice.</summary>
internal sealed class CorrectionProjection : IProjection
{
    /// <inheritdoc/>
    public string Name => "cases.correction";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        foreach (
            var caseId in entries.Where(Correction.May).Select(entry => entry.CaseId).Distinct()
        )
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    insert into cases.correction (case_id, seq, at, by, class_before, class_after, unit_before, unit_after)
                    values (@CaseId, @Seq, @At, @By, @ClassBefore, @ClassAfter, @UnitBefore, @UnitAfter) on conflict do nothing
                    """,
                    Correction.Of(await Journal.ReadAsync(connection, caseId, cancellation)),
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
                "delete from cases.correction",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
}
