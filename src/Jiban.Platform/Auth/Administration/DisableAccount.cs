using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Closes an account: its sessions end with their next request, its name stays where it stands.</summary>
internal static class DisableAccount
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/disable", Handle)
            .WithName(nameof(DisableAccount))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> Handle(
        Guid id,
        HttpContext http,
        AccountDesk desk,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            "disableAccount",
            async under =>
            {
                if (under.IsOwn)
                {
                    return AccountRefusals.Own;
                }

                if (await under.IsLastSecurityAdministratorAsync())
                {
                    return AccountRefusals.Last;
                }

                await under.WriteAsync(
                    "update platform.account set disabled_at = coalesce(disabled_at, @now) where account_id = @AccountId",
                    new { under.Before.AccountId, now = clock.GetUtcNow() }
                );
                return (Problem?)null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();
}
