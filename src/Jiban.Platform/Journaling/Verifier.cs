using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>What <c>jiban verify</c> looked at and found.</summary>
public sealed record Verification(int Cases, long Rows, int Seals, IReadOnlyList<Finding> Findings);

/// <summary>Walks the whole journal once, case by case, beside the heads that the cases keep and those that the seals remember.</summary>
public static class Verifier
{
    private const int CasesAtATime = 2_000;

    /// <summary>Verifies everything.</summary>
    /// <param name="headsAfter">The heads that the cases keep: those after an id, in order of id, at most so many. Given by the module that owns the cases.</param>
    public static async Task<Verification> VerifyAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Func<Guid, int, Task<IReadOnlyList<SealedHead>>> headsAfter,
        CancellationToken cancellation
    )
    {
        var findings = new List<Finding>();
        var seals = await Seals.ReadAsync(connection, cancellation);
        var previous = new byte[32];
        foreach (var (seal, heads) in seals)
        {
            if (!Seals.Fits(seal, heads, previous, keys))
            {
                findings.Add(
                    new(
                        JournalFault.SealBroken,
                        Guid.Empty,
                        0,
                        $"the seal of {seal.Day:yyyy-MM-dd} does not fit"
                    )
                );
            }

            previous = seal.Mac;
        }

        var remembered = seals.SelectMany(pair => pair.Heads).ToLookup(head => head.CaseId);
        var seen = new HashSet<Guid>();
        long rows = 0;
        for (var after = Guid.Empty; ; )
        {
            var (ids, chunk) = await ChunkAsync(connection, after, headsAfter, cancellation);
            if (ids.Count == 0)
            {
                break;
            }

            var stored = await RowsAsync(connection, ids, cancellation);
            foreach (var id in ids)
            {
                seen.Add(id);
                var ofCase = stored[id].ToList();
                rows += ofCase.Count;
                findings.AddRange(
                    ChainCheck.Check(id, ofCase, chunk.GetValueOrDefault(id), [.. remembered[id]])
                );
            }

            after = ids[^1];
        }

        foreach (var gone in remembered.Where(group => !seen.Contains(group.Key)))
        {
            findings.AddRange(ChainCheck.Check(gone.Key, [], null, [.. gone]));
        }

        return new Verification(seen.Count, rows, seals.Count, findings);
    }

    /// <summary>The next ids of journal and cases together, with the heads that the cases keep.</summary>
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
        var journaled = (
            await connection.QueryAsync<Guid>(
                new CommandDefinition(
                    "select distinct case_id from platform.journal where case_id > @after order by case_id limit @CasesAtATime",
                    new { after, CasesAtATime },
                    cancellationToken: cancellation
                )
            )
        ).AsList();

        // Both lists may end at different ids: only what both have reached is complete.
        var bound = new[]
        {
            heads.Count == CasesAtATime ? heads[^1].CaseId : (Guid?)null,
            journaled.Count == CasesAtATime ? journaled[^1] : null,
        }
            .Where(id => id is not null)
            .Select(id => Text(id!.Value))
            .Min(StringComparer.Ordinal);
        var ids = heads
            .Select(head => head.CaseId)
            .Union(journaled)
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
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<HashedRow>(
            new CommandDefinition(
                "select case_id, seq, at, actor, kind, data::text as data, hash from platform.journal where case_id = any(@ids) order by case_id, seq",
                new { ids = ids.ToArray() },
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
                row.Hash
            )
        );
    }

    /// <summary>Ids in the order of the store, which compares bytes.</summary>
    private static string Text(Guid id) => id.ToString("N");

    private sealed record HashedRow(
        Guid CaseId,
        int Seq,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string Data,
        byte[] Hash
    );
}
