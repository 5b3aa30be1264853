using Dapper;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Figures;

/// <summary>Keeps every closing of every case (<see cref="Closing"/>): what coverage is counted from, and what stands behind its numbers.</summary>
internal sealed class ClosingProjection : IProjection
{
    /// <inheritdoc/>
    public string Name => "cases.closing";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var cases = entries.Where(Closing.May).Select(entry => entry.CaseId).Distinct().ToArray();
        if (cases.Length == 0)
        {
            return;
        }

        var closings = (await Journal.ReadAsync(connection, cases, cancellation))
            .SelectMany(Closing.Of)
            .ToList();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                delete from cases.closing where case_id = any(@cases);
                insert into cases.closing (case_id, seq, at, unit_id, call_back, follow_up, control)
                select * from unnest(@ids, @seqs, @ats, @units, @callBacks, @followUps, @controls)
                """,
                new
                {
                    cases,
                    ids = closings.ConvertAll(one => one.CaseId).ToArray(),
                    seqs = closings.ConvertAll(one => one.Seq).ToArray(),
                    ats = closings.ConvertAll(one => one.At.UtcDateTime).ToArray(),
                    units = closings.ConvertAll(one => one.UnitId).ToArray(),
                    callBacks = closings.ConvertAll(one => Words.Of(one.CallBack)).ToArray(),
                    followUps = closings.ConvertAll(one => Words.Of(one.FollowUp)).ToArray(),
                    controls = closings.ConvertAll(one => Words.Of(one.Control)).ToArray(),
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
                "delete from cases.closing",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
}
