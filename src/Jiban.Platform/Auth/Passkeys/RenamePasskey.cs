using Dapper;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Passkeys;

/// <summary>Gives an own passkey another name.</summary>
internal static class RenamePasskey
{
    public sealed record Request(string? Name);

    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPut("/passkeys/{id:guid}", Handle)
            .WithName(nameof(RenamePasskey))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        Guid id,
        Request request,
        HttpContext http,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (PasskeyName.Fault(request.Name) is { } fault)
        {
            return fault;
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                "update platform.passkey set name = @name where passkey_id = @id and account_id = @owner",
                new
                {
                    id,
                    owner = http.Actor().Id,
                    name = request.Name!.Trim(),
                },
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
            OwnAccount.Entry(http, "renamePasskey"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
