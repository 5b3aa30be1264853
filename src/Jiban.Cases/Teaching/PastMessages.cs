using Dapper;
using Jiban.Cases.Secrets;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Teaching;

/// <summary>A message whose class a person decided. It holds a citizen's words: never to be kept.</summary>
/// <param name="ClassCode">The class on record.</param>
internal sealed record PastMessage(
    Guid CaseId,
    string Number,
    DemandKind Kind,
    string ClassCode,
    string Text
);

/// <summary>
/// The messages of cases that a person dispatched, whoever it was sent to: who dispatches by hand sees the class that was understood, and
/// mends it. Where nobody looked, the class on record is a model's own answer and proves nothing.
/// </summary>
internal static class PastMessages
{
    /// <summary>More would take a page too long, and say little more.</summary>
    public const int Most = 2_000;

    /// <summary>The latest of a period whose words are not erased, oldest last.</summary>
    /// <param name="after">Ids of cases carry the moment of receipt: those above.</param>
    /// <param name="before">Those below.</param>
    public static async Task<IReadOnlyList<PastMessage>> ReadAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Guid after,
        Guid before,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"""
                select f.case_id, f.number, f.kind, f.class_code, t.box, k.wrapped
                from cases.case_file f join cases.text t on t.case_id = f.case_id and t.seq = 1 join cases.case_key k on k.case_id = f.case_id
                where f.mode = 'byPerson' and f.case_id > @after and f.case_id < @before and k.wrapped is not null
                order by f.case_id desc limit {Most}
                """,
                new { after, before },
                cancellationToken: cancellation
            )
        );
        return
        [
            .. rows.Select(row => new PastMessage(
                row.CaseId,
                row.Number,
                Words.Parse<DemandKind>(row.Kind),
                row.ClassCode,
                CaseSecrets.Open(keys, row.CaseId, row.Wrapped)!.OpenText(1, row.Box)
            )),
        ];
    }

    private sealed record Row(
        Guid CaseId,
        string Number,
        string Kind,
        string ClassCode,
        byte[] Box,
        byte[] Wrapped
    );
}
