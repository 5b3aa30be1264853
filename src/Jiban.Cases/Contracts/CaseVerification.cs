using Dapper;
using Jiban.Platform.Crypto;
using Jiban.Platform.Journaling;
using Jiban.Platform.Store;

namespace Jiban.Cases.Contracts;

/// <summary>Verifies the journal against the heads that the cases keep and those that the seals remember.</summary>
public sealed class CaseVerification(Database database, KeyRing keys)
{
    /// <summary>Walks everything once.</summary>
    /// <param name="exported">Seals that were kept elsewhere.</param>
    public async Task<Verification> VerifyAsync(
        IReadOnlyList<ExportedSeal> exported,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await Verifier.VerifyAsync(
            connection,
            keys,
            async (after, limit) =>
                (
                    await connection.QueryAsync<SealedHead>(
                        new CommandDefinition(
                            "select case_id, head_seq as seq, head_hash as hash from cases.case_file where case_id > @after order by case_id limit @limit",
                            new { after, limit },
                            cancellationToken: cancellation
                        )
                    )
                ).AsList(),
            exported,
            cancellation
        );
    }
}
