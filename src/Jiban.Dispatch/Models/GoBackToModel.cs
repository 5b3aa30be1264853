using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Models;

/// <summary>One step back: the model reads again that did before the present one. A second step back undoes the first.</summary>
internal static class GoBackToModel
{
    /// <param name="Seen">The number that was in force on the page of whoever decides.</param>
    public sealed record Request(int Seen);

    public static readonly Problem NoneBefore = new(
        StatusCodes.Status409Conflict,
        "no-model-before",
        "还没有换过文本模型，没有可以退回的。",
        "No other text model was in force before; there is nothing to go back to."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/models/back", HandleAsync)
            .WithName(nameof(GoBackToModel))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.KeepModels);

    /// <summary>The model before the present one: the first that was put in force took the place of number 0.</summary>
    internal static int? Before(IReadOnlyList<ModelTerm> terms) =>
        terms.Count == 0 ? null
        : terms.Count == 1 ? 0
        : terms[1].Number;

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        TextModels models,
        CancellationToken cancellation
    ) =>
        await models.GoBackAsync(request.Seen, http.Actor().Id, cancellation)
        ?? (IResult)TypedResults.NoContent();
}
