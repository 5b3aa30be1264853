using Dapper;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases;

/// <summary>What goes with a journal row and may not stand in it: free text and files.</summary>
internal static class CaseTexts
{
    /// <summary>Adds the box of a text.</summary>
    public static Task AddAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        int seq,
        byte[] box,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "insert into cases.text (case_id, seq, box) values (@caseId, @seq, @box)",
                new
                {
                    caseId,
                    seq,
                    box,
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>What some cases were registered with, in clear: never to be kept. Those whose words were erased are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> FirstAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(Guid CaseId, byte[] Box, byte[] Wrapped)>(
                new CommandDefinition(
                    """
                    select t.case_id, t.box, k.wrapped from cases.text t join cases.case_key k using (case_id)
                    where t.case_id = any(@ids) and t.seq = 1 and k.wrapped is not null
                    """,
                    new { ids = cases.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(
            row => row.CaseId,
            row => CaseSecrets.Open(keys, row.CaseId, row.Wrapped)!.OpenText(1, row.Box)
        );

    /// <summary>
    /// Keeps what was written under the key of the case. After an erasure there is none: the step is taken all the same, so that the case
    /// can come to its end, and its words are kept nowhere (the page says <c>erased</c>).
    /// </summary>
    public static async Task KeepAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeyRing keys,
        Guid caseId,
        int seq,
        string text,
        CancellationToken cancellation
    )
    {
        var stored = await CaseStore.SecretsAsync(connection, caseId, cancellation);
        if (CaseSecrets.Open(keys, caseId, stored.Wrapped) is { } secrets)
        {
            await AddAsync(
                connection,
                transaction,
                caseId,
                seq,
                secrets.SealText(seq, text),
                cancellation
            );
        }
    }

    /// <summary>Adds files in the order in which they were given.</summary>
    public static Task AttachAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        int seq,
        string purpose,
        IReadOnlyList<Guid> files,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.attachment (case_id, file_id, seq, purpose, ordinal)
                select @caseId, file_id, @seq, @purpose, ordinal from unnest(@files) with ordinality f (file_id, ordinal)
                """,
                new
                {
                    caseId,
                    seq,
                    purpose,
                    files = files.ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
