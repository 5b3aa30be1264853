using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jiban.Coordination;

/// <summary>How operations on whistles describe their answers.</summary>
internal static class WhistleAnswers
{
    /// <summary>The page as it stands now, or a problem.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route) =>
        route
            .Produces<WhistlePage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
