using Dapper;
using Jiban.Cases.Asks;
using Jiban.Platform.Journaling;
using Jiban.Platform.Projections;
using Npgsql;

namespace Jiban.Cases.Figures;

/// <summary>Keeps what arbiters said (裁定), each with the class and the street that the case had then: what <see cref="ListRulings"/> counts.</summary>
internal sealed class RulingProjection : IProjection
{
    /// <inheritdoc/>
    public string Name => "cases.ruling.2";

    /// <inheritdoc/>
    public async Task ApplyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellation
    )
    {
        var ruled = entries
            .Where(entry => entry.Kind == Happened.ReturnJudged)
            .Select(entry =>
                (Entry: entry, Said: CanonicalJson.Read<ReturnJudgedFacts>(entry.Data))
            )
            .Where(one => one.Said.Verdict == ReturnVerdict.Ruled)
            .ToList();
        if (ruled.Count == 0)
        {
            return;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.ruling (case_id, seq, class_code, street_id, unit_id, at)
                select * from unnest(@cases, @seqs, @classes, @streets, @units, @ats) on conflict do nothing
                """,
                new
                {
                    cases = ruled.Select(one => one.Entry.CaseId).ToArray(),
                    seqs = ruled.Select(one => one.Entry.Seq).ToArray(),
                    classes = ruled.Select(one => one.Said.Class).ToArray(),
                    streets = ruled.Select(one => one.Said.StreetId).ToArray(),
                    units = ruled.Select(one => one.Said.Unit!.Value).ToArray(),
                    ats = ruled.Select(one => one.Entry.At.ToUniversalTime()).ToArray(),
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
                "delete from cases.ruling",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
}
