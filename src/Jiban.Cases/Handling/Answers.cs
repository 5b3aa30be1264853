using Jiban.Cases.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.Cases.Handling;

/// <summary>What the OpenAPI document says of every operation that changes a case.</summary>
internal static class Answers
{
    /// <summary>200 with the case page, or a problem: malformed, not yours, unknown, state or version does not fit, rule not met.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder route) =>
        route
            .Produces<CasePage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
