using Jiban.Platform.Auth.Identities;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>
/// Ends every session of an account, for a phone that was lost: with its next request it is signed out and forgets what it kept. The
/// password stays; whoever may have seen it gets a new one by <see cref="ResetPassword"/>.
/// </summary>
internal static class EndSessions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/end-sessions", Handle)
            .WithName(nameof(EndSessions))
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
            "endSessions",
            async under =>
            {
                await under.WriteAsync(
                    "update platform.account set security_stamp = @stamp where account_id = @AccountId",
                    new { under.Before.AccountId, stamp = Stamp.New() }
                );
                return (Problem?)null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();
}
