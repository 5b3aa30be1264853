using System.Buffers.Binary;
using System.Security.Cryptography;
using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>A head as a seal remembers it.</summary>
public sealed record SealedHead(Guid CaseId, int Seq, byte[] Hash);

/// <summary>The seal of a day: the heads of all cases that moved since the seal before, under a key outside the database, chained.</summary>
public sealed record DaySeal(
    DateOnly Day,
    int Heads,
    byte[] Digest,
    byte[] Previous,
    byte[] Mac,
    DateTimeOffset SealedAt
);

/// <summary>
/// Daily seals (docs/architecture.md). Whoever can write to the database can make a new chain that fits in itself, but not one that fits a
/// seal: its key is not there. Exported, a seal also finds that the newest days were cut off whole.
/// </summary>
public static class Seals
{
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
        if (
            await connection.ExecuteScalarAsync<bool>(
                "select exists (select from platform.seal where day >= @day)",
                new { day },
                transaction
            )
        )
        {
            return null;
        }

        var through = await connection.ExecuteScalarAsync<string>(
            "select pg_snapshot_xmin(pg_current_snapshot())::text",
            transaction: transaction
        );
        var heads = (
            await connection.QueryAsync<SealedHead>(
                """
                select distinct on (case_id) case_id, seq, hash from platform.journal
                where tx >= coalesce((select through from platform.seal order by day desc limit 1), '0') and tx < @through::xid8
                order by case_id, seq desc
                """,
                new { through },
                transaction
            )
        ).AsList();
        if (heads.Count == 0)
        {
            return null;
        }

        var previous =
            await connection.ExecuteScalarAsync<byte[]>(
                "select mac from platform.seal order by day desc limit 1",
                transaction: transaction
            ) ?? new byte[32];
        var digest = Digest(heads);
        var seal = new DaySeal(
            day,
            heads.Count,
            digest,
            previous,
            Mac(keys, day, digest, previous),
            Chain.ToMicroseconds(now)
        );
        await connection.ExecuteAsync(
            """
            insert into platform.seal (day, through, heads, digest, previous, mac, sealed_at)
            values (@Day, @through::xid8, @Heads, @Digest, @Previous, @Mac, @SealedAt)
            """,
            new
            {
                seal.Day,
                through,
                seal.Heads,
                seal.Digest,
                seal.Previous,
                seal.Mac,
                seal.SealedAt,
            },
            transaction
        );
        await connection.ExecuteAsync(
            "insert into platform.sealed_head (day, case_id, seq, hash) select @day, * from unnest(@ids, @seqs, @hashes)",
            new
            {
                day,
                ids = heads.Select(head => head.CaseId).ToArray(),
                seqs = heads.Select(head => head.Seq).ToArray(),
                hashes = heads.Select(head => head.Hash).ToArray(),
            },
            transaction
        );
        await transaction.CommitAsync(cancellation);
        return seal;
    }

    /// <summary>All seals with their heads, oldest first.</summary>
    public static async Task<
        IReadOnlyList<(DaySeal Seal, IReadOnlyList<SealedHead> Heads)>
    > ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var seals = await connection.QueryAsync<DaySeal>(
            new CommandDefinition(
                "select day, heads, digest, previous, mac, sealed_at from platform.seal order by day",
                cancellationToken: cancellation
            )
        );
        var heads = (
            await connection.QueryAsync<HeadRow>(
                new CommandDefinition(
                    "select day, case_id, seq, hash from platform.sealed_head order by day, case_id",
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(row => row.Day, row => new SealedHead(row.CaseId, row.Seq, row.Hash));
        return [.. seals.Select(seal => (seal, (IReadOnlyList<SealedHead>)[.. heads[seal.Day]]))];
    }

    /// <summary>Whether a seal fits its heads, its predecessor and the key.</summary>
    public static bool Fits(
        DaySeal seal,
        IReadOnlyList<SealedHead> heads,
        byte[] previousMac,
        KeyRing keys
    ) =>
        seal.Heads == heads.Count
        && seal.Digest.AsSpan().SequenceEqual(Digest(heads))
        && seal.Previous.AsSpan().SequenceEqual(previousMac)
        && CryptographicOperations.FixedTimeEquals(
            seal.Mac,
            Mac(keys, seal.Day, seal.Digest, seal.Previous)
        );

    /// <summary>SHA-256 over id (16 bytes big-endian), sequence (int32 big-endian) and hash of each head, in order of id.</summary>
    private static byte[] Digest(IReadOnlyList<SealedHead> heads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[20];
        foreach (
            var head in heads.OrderBy(head => head.CaseId.ToString("N"), StringComparer.Ordinal)
        )
        {
            head.CaseId.TryWriteBytes(number, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(number[16..], head.Seq);
            hash.AppendData(number);
            hash.AppendData(head.Hash);
        }

        return hash.GetHashAndReset();
    }

    private static byte[] Mac(KeyRing keys, DateOnly day, byte[] digest, byte[] previous)
    {
        Span<byte> content = stackalloc byte[4 + 32 + 32];
        BinaryPrimitives.WriteInt32BigEndian(content, day.DayNumber);
        digest.CopyTo(content[4..]);
        previous.CopyTo(content[36..]);
        return keys.SealHash(content);
    }

    private sealed record HeadRow(DateOnly Day, Guid CaseId, int Seq, byte[] Hash);
}
