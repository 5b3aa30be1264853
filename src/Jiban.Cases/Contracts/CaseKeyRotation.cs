using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases.Contracts;

/// <summary>Brings the keys of cases under the newest master key. The keys themselves, and what they encrypt, stay as they are.</summary>
public static class CaseKeyRotation
{
    private const int BatchSize = 500;

    /// <summary>How many keys of cases are wrapped under each master key.</summary>
    public static async Task<IReadOnlyDictionary<int, long>> CountAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(byte[] Master, long Cases)>(
                new CommandDefinition(
                    "select substring(wrapped for 4), count(*) from cases.case_key where wrapped is not null group by 1",
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => KeyRing.MasterOf(row.Master), row => row.Cases);

    /// <summary>
    /// Wraps the keys that are under an older master key anew, a batch in a transaction; safe to break off, to repeat, and beside a running
    /// host. Keys that were destroyed stay so.
    /// </summary>
    /// <param name="moved">Told how many were moved so far.</param>
    /// <returns>How many were moved.</returns>
    public static async Task<long> RewrapAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Action<long> moved,
        CancellationToken cancellation
    )
    {
        var total = 0L;
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var batch = (
                await connection.QueryAsync<(Guid CaseId, byte[] Wrapped)>(
                    new CommandDefinition(
                        """
                        select case_id, wrapped from cases.case_key
                        where wrapped is not null and substring(wrapped for 4) <> @newest order by case_id limit @BatchSize for update
                        """,
                        new { newest = Prefix(keys.Newest), BatchSize },
                        transaction,
                        cancellationToken: cancellation
                    )
                )
            ).AsList();
            if (batch.Count == 0)
            {
                return total;
            }

            await using var update = new NpgsqlCommand(
                "update cases.case_key k set wrapped = n.wrapped from unnest($1, $2) n (case_id, wrapped) where k.case_id = n.case_id",
                connection,
                transaction
            );
            update.Parameters.Add(new() { Value = batch.Select(row => row.CaseId).ToArray() });
            update.Parameters.Add(
                new()
                {
                    Value = batch
                        .Select(row => keys.Wrap(row.CaseId, keys.Unwrap(row.CaseId, row.Wrapped)))
                        .ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
                }
            );
            await update.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            moved(total += batch.Count);
        }
    }

    private static byte[] Prefix(int master)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, master);
        return bytes;
    }
}
