using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Ends the lock after too many wrong passwords or codes.</summary>
internal static class UnlockAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/unlock", Handle)
            .WithName(nameof(UnlockAccount))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Handle(
        Guid id,
        HttpContext http,
        AccountDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            "unlockAccount",
            async under =>
            {
                await under.WriteAsync(
                    "update platform.account set failed_count = 0, locked_until = null where account_id = @AccountId",
                    new { under.Before.AccountId }
                );
                return (Problem?)null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();
}
