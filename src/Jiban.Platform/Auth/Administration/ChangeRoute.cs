using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Administration;

/// <summary>The route of a change of an account for which nothing is told but which account it is.</summary>
internal static class ChangeRoute
{
    /// <param name="path">Behind the account.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="action">The word of the trail.</param>
    /// <param name="change">Writes, or says why not.</param>
    public static RouteHandlerBuilder MapChange(
        this IEndpointRouteBuilder routes,
        string path,
        string name,
        string action,
        Func<AccountChange, Task<Problem?>> change
    ) =>
        routes
            .MapPost(
                $"/{{id:guid}}/{path}",
                async (
                    Guid id,
                    HttpContext http,
                    AccountDesk desk,
                    CancellationToken cancellation
                ) =>
                    await desk.ChangeAsync(http, id, action, change, cancellation)
                    ?? (IResult)TypedResults.NoContent()
            )
            .WithName(name)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
}
