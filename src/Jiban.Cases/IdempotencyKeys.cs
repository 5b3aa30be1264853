using Dapper;
using Npgsql;

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
}
