using Dapper;
using Jiban.Platform.Crypto;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases.Secrets;

/// <summary>
/// Brings the hashes of telephones under the index key in use. All rows of a telephone move together, so that those of one telephone find
/// each other by one hash also while the rotation goes on.
/// </summary>
internal static class PhoneHashes
{
    /// <summary>
    /// Whoever touches the rows of several cases of one telephone takes this first, before any row, until the transaction ends: one after the
    /// other, because two that take the same rows in another order would lock each other out.
    /// </summary>
    public static Task HoldAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(hashtext('cases.phone_hashes'))",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Moves every row of the telephones of some cases; those that were erased have none.</summary>
    public static async Task MoveAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        KeyRing keys,
        Guid[] cases,
        CancellationToken cancellation
    )
    {
        await HoldAsync(connection, transaction, cancellation);
        var people = await connection.QueryAsync<(Guid CaseId, byte[] Box, byte[]? Wrapped)>(
            new CommandDefinition(
                """
                select r.case_id, r.box, k.wrapped from cases.requester r join cases.case_key k using (case_id)
                where r.case_id = any(@cases) and k.wrapped is not null
                """,
                new { cases },
                transaction,
                cancellationToken: cancellation
            )
        );
        var phones = people
            .Select(row => CaseSecrets.Open(keys, row.CaseId, row.Wrapped)!.OpenPeople(row.Box))
            .SelectMany(all => new[] { all.Requester?.Phone, all.Reporter?.Phone })
            .OfType<string>()
            .Distinct();
        var newest = keys.Newest(KeyKind.Index);
        var moves = (
            from phone in phones
            from older in keys.Numbers(KeyKind.Index)
            where older != newest
            select (Old: keys.SearchHash(older, phone), New: keys.SearchHash(newest, phone))
        ).ToList();
        foreach (var column in new[] { "phone_hash", "reporter_phone_hash" })
        {
            await using var update = new NpgsqlCommand(
                $"update cases.requester r set {column} = n.hash from unnest($1, $2) n (old, hash) where r.{column} = n.old",
                connection,
                transaction
            );
            update.Parameters.Add(Hashes(moves.Select(move => move.Old)));
            update.Parameters.Add(Hashes(moves.Select(move => move.New)));
            await update.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static NpgsqlParameter Hashes(IEnumerable<byte[]> hashes) =>
        new() { Value = hashes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
