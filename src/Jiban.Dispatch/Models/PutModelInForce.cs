using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Models;

/// <summary>Lets a text model read every message from now on, in every process, with a trace. What was decided before stays as it was.</summary>
internal static class PutModelInForce
{
    private const int MostNamed = 20;

    /// <param name="Number">Which model.</param>
    /// <param name="Seen">The number that was in force on the page of whoever decides.</param>
    public sealed record Request(int Number, int Seen);

    private static readonly Problem Unknown = new(
        StatusCodes.Status404NotFound,
        "unknown-model",
        "没有这个文本模型。",
        "There is no such text model."
    );

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "刚有别人换了文本模型，没有再换。请刷新后再决定。",
        "Somebody put another model in force meanwhile; nothing was changed. Reload and decide again."
    );

    private static readonly Problem Already = new(
        StatusCodes.Status409Conflict,
        "model-in-force",
        "这个文本模型正在使用。",
        "This text model is in force already."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/models/in-force", HandleAsync)
            .WithName(nameof(PutModelInForce))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(Operation.KeepModels);

    /// <summary>Why a model can't be put in force; null when it can.</summary>
    internal static Problem? Decide(
        IReadOnlyList<KeptModel> models,
        IReadOnlyList<ModelTerm> terms,
        IReadOnlyList<DemandClass> classes,
        int number,
        int seen
    )
    {
        var inForce = terms is [var now, ..] ? now.Number : 0;
        return models.FirstOrDefault(model => model.Number == number) is not { } wanted ? Unknown
            : inForce != seen ? Changed
            : inForce == number ? Already
            : UnknownLabels(wanted, classes) is { Count: > 0 } unknown
                ? new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "model-labels-unknown",
                    "这个文本模型的有些标签不是分类目录里可以判定的类别编码，没有启用。",
                    "Some labels of this text model are no class code of the catalogue that a message may be read as; it was not put in force."
                )
                {
                    Facts = new Dictionary<string, object?> { ["labels"] = unknown },
                }
            : null;
    }

    /// <summary>Labels that are no class a message may be read as, at most twenty.</summary>
    internal static IReadOnlyList<string> UnknownLabels(
        KeptModel model,
        IReadOnlyList<DemandClass> classes
    ) => [.. model.Labels.Except(ClassTree.Readable(classes)).Take(MostNamed)];

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        TextModels models,
        CancellationToken cancellation
    ) =>
        await models.PutInForceAsync(request.Number, request.Seen, http.Actor().Id, cancellation)
        ?? (IResult)TypedResults.NoContent();
}
