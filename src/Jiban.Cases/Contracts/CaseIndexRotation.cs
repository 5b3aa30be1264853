using Dapper;
using Jiban.Cases.Lists;
using Jiban.Cases.Secrets;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Cases.Contracts;

/// <summary>What stands under an index key.</summary>
/// <param name="People">Cases with a telephone, of the requester or of who reported for them.</param>
/// <param name="Texts">Cases found by their words.</param>
public sealed record IndexKeyUse(long People, long Texts);

/// <summary>Brings the hashes by which cases are found under the newest index key. Until the last has moved, cases are found by every key at hand.</summary>
public static class CaseIndexRotation
{
    private const int BatchSize = 500;

    private static readonly string Phone = KeyRing.KeyOfHash("phone_hash");
    private static readonly string Reporter = KeyRing.KeyOfHash("reporter_phone_hash");

    /// <summary>What stands under each index key.</summary>
    public static async Task<IReadOnlyDictionary<int, IndexKeyUse>> CountAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(int Key, long People, long Texts)>(
                new CommandDefinition(
                    $"""
                    select key, sum(people)::bigint, sum(texts)::bigint from (
                        select least(case when phone_hash is not null then {Phone} end,
                                case when reporter_phone_hash is not null then {Reporter} end) as key, count(*) as people, 0 as texts
                            from cases.requester where phone_hash is not null or reporter_phone_hash is not null group by 1
                        union all select index_key, 0, count(*) from cases.search group by 1) counted
                    group by key
                    """,
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => row.Key, row => new IndexKeyUse(row.People, row.Texts));

    /// <summary>Hashes anew what stands under older keys, a batch in a transaction; safe to break off, to repeat, and beside a running host.</summary>
    /// <param name="moved">Told how many cases were gone through so far.</param>
    public static async Task RehashAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Action<long> moved,
        CancellationToken cancellation
    )
    {
        var grams = new SearchGrams(keys);
        var total = 0L;
        await EachBatchAsync(
            connection,
            keys,
            $"""
            select case_id from cases.requester
            where case_id > @after and ((phone_hash is not null and {Phone} < @newest)
                or (reporter_phone_hash is not null and {Reporter} < @newest))
            order by case_id limit @BatchSize
            """,
            PhoneHashes.HoldAsync,
            (transaction, cases) =>
                PhoneHashes.MoveAsync(connection, transaction, keys, cases, cancellation),
            Count,
            cancellation
        );
        await EachBatchAsync(
            connection,
            keys,
            "select case_id from cases.search where case_id > @after and index_key < @newest order by case_id limit @BatchSize for update",
            SearchRows.HoldAsync,
            (transaction, cases) =>
                SearchRows.WriteAsync(connection, transaction, keys, grams, cases, cancellation),
            Count,
            cancellation
        );

        void Count(int cases) => moved(total += cases);
    }

    private static async Task EachBatchAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        string sql,
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task> hold,
        Func<NpgsqlTransaction, Guid[], Task> move,
        Action<int> moved,
        CancellationToken cancellation
    )
    {
        var newest = keys.Newest(KeyKind.Index);
        var after = Guid.Empty;
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // Before the look: a writer that asked for the key before the newest came has committed by then, and its rows are seen.
            await hold(connection, transaction, cancellation);
            var cases = (
                await connection.QueryAsync<Guid>(
                    new CommandDefinition(
                        sql,
                        new
                        {
                            after,
                            newest,
                            BatchSize,
                        },
                        transaction,
                        cancellationToken: cancellation
                    )
                )
            ).ToArray();
            if (cases.Length == 0)
            {
                return;
            }

            await move(transaction, cases);
            await transaction.CommitAsync(cancellation);
            after = cases[^1];
            moved(cases.Length);
        }
    }
}
