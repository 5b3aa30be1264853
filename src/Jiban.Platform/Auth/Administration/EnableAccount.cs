using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Opens a closed account again, with the password that it had.</summary>
internal static class EnableAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/enable", Handle)
            .WithName(nameof(EnableAccount))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> Handle(
        Guid id,
        HttpContext http,
        AccountDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            "enableAccount",
            async under =>
            {
                if (
                    await ThreeAdministrators.HasAnotherAsync(
                        under.Connection,
                        under.Transaction,
                        under.Before.AccountId,
                        under.Before.Role,
                        under.Before.Phone,
                        under.Cancellation
                    )
                )
                {
                    return AccountRefusals.Separate;
                }

                await under.WriteAsync(
                    "update platform.account set disabled_at = null where account_id = @AccountId",
                    new { under.Before.AccountId }
                );
                return (Problem?)null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();
}
