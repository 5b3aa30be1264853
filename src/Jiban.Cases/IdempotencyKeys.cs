using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Jiban.Cases;

/// <summary>Keys of requests that were sent before.</summary>
internal static class IdempotencyKeys
{
    /// <summary>Whether a key was given with this content.</summary>
    public static Task<bool> HasContentAsync(
        NpgsqlConnection connection,
        byte[] keyHash,
        byte[] requestHash,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from cases.idempotency_key where key_hash = @keyHash and request_hash = @requestHash)",
                new { keyHash, requestHash },
                cancellationToken: cancellation
            )
        );

    /// <summary>Claims the idempotency keys of a batch. Gives back, for those that were claimed before, the case that has the key.</summary>
    public static Dictionary<Guid, Guid> Claim(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<NewCase> batch
    )
    {
        var keyed = batch.Where(newCase => newCase.KeyHash is not null).ToList();
        if (keyed.Count == 0)
        {
            return [];
        }

        using var claim = new NpgsqlBatch(connection, transaction);
        var command = new NpgsqlBatchCommand(
            """
            insert into cases.idempotency_key (key_hash, case_id, request_hash, at) select * from unnest($1, $2, $3, $4)
            order by 1 -- as every batch does, so that two never wait for each other
            on conflict (key_hash) do nothing returning case_id
            """
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.KeyHash!).ToArray() }
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.File.CaseId).ToArray() }
        );
        command.Parameters.Add(
            new() { Value = keyed.Select(newCase => newCase.RequestHash).ToArray() }
        );
        command.Parameters.Add(
            new()
            {
                Value = keyed.Select(newCase => newCase.File.ReceivedAt.UtcDateTime).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            }
        );
        claim.BatchCommands.Add(command);
        claim.Prepare();
        var claimed = new HashSet<Guid>();
        using (var reader = claim.ExecuteReader())
        {
            while (reader.Read())
            {
                claimed.Add(reader.GetGuid(0));
            }
        }

        var taken = new Dictionary<Guid, Guid>();
        foreach (var newCase in keyed.Where(newCase => !claimed.Contains(newCase.File.CaseId)))
        {
            using var find = new NpgsqlCommand(
                "select case_id from cases.idempotency_key where key_hash = $1",
                connection,
                transaction
            );
            find.Parameters.Add(new() { Value = newCase.KeyHash! });
            taken[newCase.File.CaseId] = (Guid)find.ExecuteScalar()!;
        }

        return taken;
    }
}
