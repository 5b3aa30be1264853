using Dapper;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>A picture of a case.</summary>
/// <param name="Purpose">report | after | reinspection | proof.</param>
public sealed record CasePicture(Guid FileId, string Purpose);

/// <summary>What a case says and shows.</summary>
/// <param name="Text">The request, personal data masked; null once it was erased.</param>
/// <param name="Pictures">In the order in which they were added.</param>
public sealed record CaseContent(string? Text, IReadOnlyList<CasePicture> Pictures);

/// <summary>How far a case has come.</summary>
/// <param name="DueResolve">When its result is due; null while it waits in the queue.</param>
/// <param name="ResolvedAt">When the unit said the last time that it is done; null while it has not, or was told to go on.</param>
public sealed record CaseMilestones(
    Guid CaseId,
    DateTimeOffset? DueResolve,
    DateTimeOffset? ResolvedAt
);

/// <summary>With whom a case is.</summary>
/// <param name="SignedBy">The account that handles it; null until it is signed.</param>
public sealed record CaseHolder(Guid CaseId, string Number, Guid UnitId, Guid? SignedBy);

/// <summary>
/// What another module can't learn from the journal: words and pictures of cases. The one who asks answers for the rights: hand out
/// only what the actor may see.
/// </summary>
public sealed class CaseReader
{
    private readonly Database _database;
    private readonly KeyRing _keys;

    internal CaseReader(Database database, KeyRing keys)
    {
        _database = database;
        _keys = keys;
    }

    /// <summary>The contents of some cases, in two statements however many.</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseContent>> ReadAsync(
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    )
    {
        var ids = cases.Distinct().ToArray();
        await using var connection = await _database.OpenAsync(cancellation);
        var pictures = await PicturesAsync(connection, ids, cancellation);
        var texts = await CaseTexts.FirstAsync(connection, _keys, ids, cancellation);
        return ids.ToDictionary(
            id => id,
            id => new CaseContent(
                texts.TryGetValue(id, out var text) ? Masking.Text(text) : null,
                [.. pictures[id]]
            )
        );
    }

    /// <summary>How far some cases have come; an unknown case is left out.</summary>
    public async Task<IReadOnlyList<CaseMilestones>> MilestonesAsync(
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    )
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<CaseMilestones>(
                new CommandDefinition(
                    "select case_id, due_resolve, resolved_at from cases.case_file where case_id = any(@ids)",
                    new { ids = cases.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>With whom some cases are now; an unknown case is left out. A follower reads it within its own transaction.</summary>
    public static async Task<IReadOnlyList<CaseHolder>> HoldersAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<Guid> cases,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<CaseHolder>(
                new CommandDefinition(
                    "select case_id, number, unit_id, signed_by from cases.case_file where case_id = any(@ids)",
                    new { ids = cases.ToArray() },
                    transaction,
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    private static async Task<ILookup<Guid, CasePicture>> PicturesAsync(
        NpgsqlConnection connection,
        Guid[] ids,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<(Guid CaseId, Guid FileId, string Purpose)>(
            new CommandDefinition(
                "select case_id, file_id, purpose from cases.attachment where case_id = any(@ids) and purpose <> 'recording' order by case_id, seq, ordinal",
                new { ids },
                cancellationToken: cancellation
            )
        );
        return rows.ToLookup(row => row.CaseId, row => new CasePicture(row.FileId, row.Purpose));
    }
}
