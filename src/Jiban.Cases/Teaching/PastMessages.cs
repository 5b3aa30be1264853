using Dapper;
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

    /// <summary>The latest of a period whose words are not erased, oldest last; none that is confidential, for examples are shown to whoever keeps the models.</summary>
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
        var files = (
            await connection.QueryAsync<CaseFile>(
                new CommandDefinition(
                    $"""
                    select {CaseColumns.Select} from cases.case_file f join cases.case_key k using (case_id)
                    where f.mode = 'byPerson' and not f.confidential and f.case_id > @after and f.case_id < @before and k.wrapped is not null
                    order by f.case_id desc limit {Most}
                    """,
                    new { after, before },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var texts = await CaseTexts.FirstAsync(
            connection,
            keys,
            files.Select(file => file.CaseId),
            cancellation
        );
        return
        [
            .. files
                .Where(file => texts.ContainsKey(file.CaseId))
                .Select(file => new PastMessage(
                    file.CaseId,
                    file.Number,
                    file.Kind,
                    file.ClassCode,
                    texts[file.CaseId]
                )),
        ];
    }
}
