using Dapper;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>Takes a passkey from the own account: it opens nothing from now on, and other sessions end, one of which may be its.</summary>
internal static class RemovePasskey
{
    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapDelete("/passkeys/{id:guid}", Handle)
            .WithName(nameof(RemovePasskey))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        Guid id,
        HttpContext http,
        OwnAccount own,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from platform.passkey where passkey_id = @id and account_id = @owner",
                new { id, owner = http.Actor().Id },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (rows == 0)
        {
            return PasskeyName.Unknown;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            OwnAccount.Entry(http, "removePasskey"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await own.EndOthersAsync(await own.HereAsync(http));
        return TypedResults.NoContent();
    }
}
