using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>
/// Daily seals (docs/architecture.md). Whoever can write to the database can make a new chain that fits in itself, but not one that fits a
/// seal: its key is not there. Exported, a seal also finds that the newest days were cut off whole.
/// </summary>
public static class Seals
{
    private const string Columns =
        "day, form::int as form, key, through::text::bigint as through, heads, digest, previous, mac, sealed_at";

    /// <summary>The heads of all cases that moved since the last seal. Rows of transactions that have ended: every statement sees the same.</summary>
    private const string Moved = """
        select distinct on (case_id) case_id, seq, hash from platform.journal
        where tx >= @since::text::xid8 and tx < @through::text::xid8
        order by case_id, seq desc
        """;

    /// <summary>Seals everything committed since the last seal, under the name of <paramref name="day"/>. Null when that day is sealed or nothing moved.</summary>
    public static async Task<DaySeal?> SealAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        DateOnly day,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtext('platform.seal'))",
            transaction: transaction
        );
        var last = await connection.QuerySingleOrDefaultAsync<DaySeal>(
            $"select {Columns} from platform.seal order by day desc limit 1",
            transaction: transaction
        );
        if (last?.Day >= day)
        {
            return null;
        }

        var through = await connection.ExecuteScalarAsync<long>(
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
            transaction: transaction
        );
        var since = last?.Through ?? 0;
        var (digest, heads) = await DigestAsync(connection, Moved, new { since, through });
        if (heads == 0)
        {
            return null;
        }

        var seal = new DaySeal(
            day,
            DaySeal.NewestForm,
            keys.Newest(KeyKind.Seal),
            through,
            heads,
            digest,
            last?.Mac ?? DaySeal.None,
            [],
            Chain.ToMicroseconds(now)
        );
        seal = seal with { Mac = seal.MacOf(keys)! };
        await connection.ExecuteAsync(
            """
            insert into platform.seal (day, form, key, through, heads, digest, previous, mac, sealed_at)
            values (@Day, @Form, @Key, @Through::text::xid8, @Heads, @Digest, @Previous, @Mac, @SealedAt)
            """,
            seal,
            transaction
        );
        await connection.ExecuteAsync(
            $"insert into platform.sealed_head (day, case_id, seq, hash) select @day, * from ({Moved}) moved",
            new
            {
                day,
                since,
                through,
            },
            transaction
        );
        await transaction.CommitAsync(cancellation);
        return seal;
    }

    /// <summary>All seals without their heads, oldest first.</summary>
    public static async Task<IReadOnlyList<DaySeal>> ListAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<DaySeal>(
                new CommandDefinition(
                    $"select {Columns} from platform.seal order by day",
                    cancellationToken: cancellation
                )
            )
        ).AsList();

    /// <summary>The heads that the seal of a day remembers, in order of id, as they are read.</summary>
    public static IAsyncEnumerable<SealedHead> HeadsAsync(
        NpgsqlConnection connection,
        DateOnly day
    ) => connection.QueryUnbufferedAsync<SealedHead>(HeadsOfDay, new { day });

    /// <summary>Digest and number of the heads that the seal of a day remembers.</summary>
    internal static Task<(byte[] Digest, int Count)> DigestAsync(
        NpgsqlConnection connection,
        DateOnly day
    ) => DigestAsync(connection, HeadsOfDay, new { day });

    private const string HeadsOfDay =
        "select case_id, seq, hash from platform.sealed_head where day = @day order by case_id";

    private static async Task<(byte[] Digest, int Count)> DigestAsync(
        NpgsqlConnection connection,
        string heads,
        object parameters
    )
    {
        using var digest = new HeadsDigest();
        await foreach (var head in connection.QueryUnbufferedAsync<SealedHead>(heads, parameters))
        {
            digest.Add(head);
        }

        return (digest.Finish(), digest.Count);
    }
}
