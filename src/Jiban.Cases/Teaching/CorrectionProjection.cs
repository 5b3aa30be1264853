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
        var cases = entries.Where(Correction.May).Select(entry => entry.CaseId).ToHashSet();
        if (cases.Count == 0)
        {
            return;
        }

        var corrections = (await Journal.ReadAsync(connection, cases, cancellation))
            .SelectMany(Correction.Of)
            .ToList();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.correction (case_id, seq, at, by, class_before, class_after, unit_before, unit_after)
                select * from unnest(@cases, @seqs, @ats, @people, @classesBefore, @classesAfter, @unitsBefore, @unitsAfter) on conflict do nothing
                """,
                new
                {
                    cases = corrections.ConvertAll(one => one.CaseId).ToArray(),
                    seqs = corrections.ConvertAll(one => one.Seq).ToArray(),
                    ats = corrections.ConvertAll(one => one.At.UtcDateTime).ToArray(),
                    people = corrections.ConvertAll(one => one.By).ToArray(),
                    classesBefore = corrections.ConvertAll(one => one.ClassBefore).ToArray(),
                    classesAfter = corrections.ConvertAll(one => one.ClassAfter).ToArray(),
                    unitsBefore = corrections.ConvertAll(one => one.UnitBefore).ToArray(),
                    unitsAfter = corrections.ConvertAll(one => one.UnitAfter).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
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
