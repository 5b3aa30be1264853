using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Jiban.Cases.Teaching;

/// <summary>Whoever keeps the models reads citizens' words, masked, of cases that he may not open: each look stands in the trail, before it is answered.</summary>
internal static class Traces
{
    public static async Task ReadAsync(
        NpgsqlConnection connection,
        AuditTrail trail,
        HttpContext http,
        string action,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, action, "models", "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
    }
}
