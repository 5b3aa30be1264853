using Dapper;
using Npgsql;

namespace Jiban.Platform.Projections;

/// <summary>
/// How far a projection has followed the journal: everything up to and with this entry, in order of commit, is in the model. What is
/// frozen from a model keeps its checkpoint, so that it can be computed again from the journal alone.
/// </summary>
/// <param name="Tx">Transaction id of the entry's commit (<c>xid8</c> as text); 0 before the first.</param>
public sealed record Checkpoint(string Tx, Guid CaseId, int Seq)
{
    private static readonly Checkpoint Beginning = new("0", Guid.Empty, 0);

    /// <summary>The checkpoint of a projection, as this transaction sees it.</summary>
    public static async Task<Checkpoint> ReadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string projection,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleOrDefaultAsync<Checkpoint>(
            new CommandDefinition(
                "select tx::text as tx, case_id, seq from platform.projection where name = @projection",
                new { projection },
                transaction,
                cancellationToken: cancellation
            )
        ) ?? Beginning;

    /// <summary>
    /// Whether the model lacks an entry of before <paramref name="at"/> that this transaction sees: true while it is being rebuilt or an
    /// import runs ahead of it, when nothing should be frozen from it.
    /// </summary>
    public Task<bool> LacksAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DateTimeOffset at,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<bool>(
            new CommandDefinition(
                """
                select exists (
                    select from platform.journal where (tx, case_id, seq) > (@Tx::xid8, @CaseId, @Seq) and at < @at)
                """,
                new
                {
                    Tx,
                    CaseId,
                    Seq,
                    at,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
