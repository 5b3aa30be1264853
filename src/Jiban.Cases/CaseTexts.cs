using Dapper;
using Jiban.Cases.Handling;
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

    /// <summary>Adds files in the order in which they were given.</summary>
    public static Task AttachAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid caseId,
        int seq,
        Happening happening,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into cases.attachment (case_id, file_id, seq, purpose, ordinal)
                select @caseId, file_id, @seq, @Purpose, ordinal from unnest(@files) with ordinality f (file_id, ordinal)
                """,
                new
                {
                    caseId,
                    seq,
                    happening.Purpose,
                    files = happening.Uploads.ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
