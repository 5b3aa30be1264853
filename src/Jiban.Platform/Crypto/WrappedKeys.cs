using System.Buffers.Binary;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Platform.Crypto;

/// <summary>
/// A column of keys or secrets that lie wrapped under a master key, as its module names it, so that every one is brought under a new
/// master key and none is forgotten when the old one is put aside. What is wrapped stays as it is.
/// </summary>
/// <param name="What">Of what, in words: "cases".</param>
/// <param name="Id">The column of the id to which the box is bound.</param>
/// <param name="Where">Of which rows.</param>
public sealed record WrappedKeys(
    string What,
    string Table,
    string Id,
    string Column,
    string Where = "true"
)
{
    private const int BatchSize = 500;

    /// <summary>How many are wrapped under each master key.</summary>
    public async Task<IReadOnlyDictionary<int, long>> CountAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        (
            await connection.QueryAsync<(byte[] Master, long Keys)>(
                new CommandDefinition(
                    $"select substring({Column} for 4), count(*) from {Table} where {Column} is not null and {Where} group by 1",
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(row => KeyRing.MasterOf(row.Master), row => row.Keys);

    /// <summary>
    /// Wraps those that are under an older master key anew, a batch in a transaction; safe to break off, to repeat, and beside a running
    /// host. Keys that were destroyed stay so.
    /// </summary>
    /// <param name="moved">Told how many were moved so far.</param>
    /// <returns>How many were moved.</returns>
    public async Task<long> RewrapAsync(
        NpgsqlConnection connection,
        KeyRing keys,
        Action<long> moved,
        CancellationToken cancellation
    )
    {
        var newest = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(newest, keys.Newest(KeyKind.Master));
        var (total, after) = (0L, Guid.Empty);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var batch = (
                await connection.QueryAsync<(Guid Id, byte[] Wrapped)>(
                    new CommandDefinition(
                        $"""
                        select {Id}, {Column} from {Table}
                        where {Column} is not null and {Where} and substring({Column} for 4) <> @newest and {Id} > @after
                        order by {Id} limit @BatchSize for update
                        """,
                        new
                        {
                            newest,
                            after,
                            BatchSize,
                        },
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
                $"update {Table} k set {Column} = n.wrapped from unnest($1, $2) n (id, wrapped) where k.{Id} = n.id",
                connection,
                transaction
            );
            update.Parameters.Add(new() { Value = batch.Select(row => row.Id).ToArray() });
            update.Parameters.Add(
                new()
                {
                    Value = batch
                        .Select(row => keys.Wrap(row.Id, keys.Unwrap(row.Id, row.Wrapped)))
                        .ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
                }
            );
            await update.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            after = batch[^1].Id;
            moved(total += batch.Count);
        }
    }
}
