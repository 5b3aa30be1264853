using Dapper;
using Npgsql;

namespace Jiban.Cases;

/// <summary>Keys of requests that were sent before.</summary>
internal static class IdempotencyKeys
{
    /// <summary>Whether the key of a case was given with this content.</summary>
    public static Task<bool> HasContentAsync(
        NpgsqlConnection connection,
        Guid caseId,
        byte[] requestHash,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from cases.idempotency_key where case_id = @caseId and request_hash = @requestHash)",
                new { caseId, requestHash },
                cancellationToken: cancellation
            )
        );
}
