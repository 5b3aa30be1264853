using Dapper;
using Jiban.Platform.Auth.Sessions;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.SecondFactors;

/// <summary>Turns one-time codes off, with the recovery codes. Who must have a second factor enrols the next one before anything else.</summary>
internal static class RemoveTotp
{
    public sealed record Request(string? Password);

    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPost("/totp/remove", Handle)
            .WithName(nameof(RemoveTotp))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Handle(
        Request request,
        HttpContext http,
        OwnAccount own,
        Database database,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        const string sql = """
            delete from platform.totp where account_id = @AccountId;
            delete from platform.recovery_code where account_id = @AccountId;
            """;
        if (
            await own.ProveAsync(http, request.Password, "removeTotp", cancellation)
            is not { } account
        )
        {
            return OwnAccount.WrongPassword;
        }

        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new { account.AccountId },
                transaction,
                cancellationToken: cancellation
            )
        );
        await trail.WriteAsync(
            connection,
            transaction,
            OwnAccount.Entry(http, "removeTotp"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        await own.EndOthersAsync(account);
        return TypedResults.NoContent();
    }
}
