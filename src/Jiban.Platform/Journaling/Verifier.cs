using System.Data;
using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>What <c>jiban verify</c> looked at and found.</summary>
public sealed record Verification(int Cases, long Rows, int Seals, IReadOnlyList<Finding> Findings);

/// <summary>
/// Walks the whole journal once, case by case, beside the heads that the cases keep and those that the seals remember, all as they were at
/// one moment: what is registered meanwhile is not seen, not even by half.
/// </summary>
public static class Verifier
{
    private const int CasesAtATime = 2_000;

    /// <summary>Verifies everything.</summary>
    /// <param name="headsAfter">
    /// The heads that the cases keep: those after an id, in order of id, at most so many. Given by the module that owns the cases; reads by
    /// the same connection.
    /// </param>
    /// <param name="exported">Seals that were kept elsewhere.</param>
    public static async Task<Verification> VerifyAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Func<Guid, int, Task<IReadOnlyList<SealedHead>>> headsAfter,
        IReadOnlyList<ExportedSeal> exported,
        CancellationToken cancellation
    )
    {
        await using var moment = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        await connection.ExecuteAsync("set transaction read only", transaction: moment);
        var seals = await Seals.ListAsync(connection, cancellation);
        var findings = new List<Finding>(
            await SealCheck.CheckAsync(connection, seals, keys, exported)
        );
        var through = seals.Select(seal => seal.Through).DefaultIfEmpty().Max();
        var cases = 0;
        long rows = 0;
        for (var after = Guid.Empty; ; )
        {
            var (ids, heads) = await ChunkAsync(connection, after, headsAfter, cancellation);
            if (ids.Count == 0)
            {
                break;
            }

            var stored = await RowsAsync(connection, ids, through, cancellation);
            var remembered = await SealedAsync(connection, ids, cancellation);
            foreach (var id in ids)
            {
                var ofCase = stored[id].ToList();
                var head = heads.GetValueOrDefault(id);
                cases += head is null && ofCase.Count == 0 ? 0 : 1;
                rows += ofCase.Count;
                findings.AddRange(ChainCheck.Check(id, ofCase, head, [.. remembered[id]]));
            }

            after = ids[^1];
        }

        return new Verification(cases, rows, seals.Count, findings);
    }

    /// <summary>The next ids of journal, seals and cases together, with the heads that the cases keep.</summary>
    private static async Task<(
        IReadOnlyList<Guid> Ids,
        IReadOnlyDictionary<Guid, Head> Heads
    )> ChunkAsync(
        NpgsqlConnection connection,
        Guid after,
        Func<Guid, int, Task<IReadOnlyList<SealedHead>>> headsAfter,
        CancellationToken cancellation
    )
    {
        var heads = await headsAfter(after, CasesAtATime);
        var written = (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    """
                    (select distinct case_id from platform.journal where case_id > @after order by case_id limit @CasesAtATime)
                    union
                    (select distinct case_id from platform.sealed_head where case_id > @after order by case_id limit @CasesAtATime)
                    order by case_id limit @CasesAtATime
                    """,
                    new { after, CasesAtATime },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

        // Both lists may end at different ids: only what both have reached is complete.
        var bound = new[]
        {
            heads.Count == CasesAtATime ? heads[^1].CaseId : (Guid?)null,
            written.Count == CasesAtATime ? written[^1] : null,
        }
            .Where(id => id is not null)
            .Select(id => Text(id!.Value))
            .Min(StringComparer.Ordinal);
        var ids = heads
            .Select(head => head.CaseId)
            .Union(written)
            .Where(id => bound is null || string.CompareOrdinal(Text(id), bound) <= 0)
            .OrderBy(Text, StringComparer.Ordinal)
            .ToList();
        return (
            ids,
            heads.ToDictionary(head => head.CaseId, head => new Head(head.Seq, head.Hash))
        );
    }

    private static async Task<ILookup<Guid, StoredRow>> RowsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> ids,
        long through,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<HashedRow>(
            new CommandDefinition(
                """
                select case_id, seq, at, actor, kind, data::text as data, hash, tx < @through::text::xid8 as in_seal
                from platform.journal where case_id = any(@ids) order by case_id, seq
                """,
                new { ids = ids.ToArray(), through },
                cancellationToken: cancellation
            )
        );
        return rows.ToLookup(
            row => row.CaseId,
            row => new StoredRow(
                new Journal.Row(
                    row.CaseId,
                    row.Seq,
                    row.At,
                    row.Actor,
                    row.Kind,
                    row.Data
                ).ToEntry(),
                row.Hash,
                row.InSeal
            )
        );
    }

    private static async Task<ILookup<Guid, SealedHead>> SealedAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<SealedHead>(
                new CommandDefinition(
                    "select case_id, seq, hash from platform.sealed_head where case_id = any(@ids) order by case_id, day",
                    new { ids = ids.ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(head => head.CaseId);

    /// <summary>Ids in the order of the store, which compares bytes.</summary>
    private static string Text(Guid id) => id.ToString("N");

    private sealed record HashedRow(
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data,
        byte[] Hash,
        bool InSeal
    );
}
