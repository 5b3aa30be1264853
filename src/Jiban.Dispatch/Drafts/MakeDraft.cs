using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>Begins a draft as a copy of the catalogue in force.</summary>
internal static class MakeDraft
{
    /// <param name="Name">1 to 60 characters.</param>
    /// <param name="From">The day from which it shall hold; tomorrow at the earliest.</param>
    public sealed record Request(string? Name, DateOnly? From);

    public sealed record Response(Guid Id);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/dispatch/drafts", HandleAsync)
            .WithName(nameof(MakeDraft))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.EditSettings);

    private static async Task<IResult> HandleAsync(
        Request request,
        HttpContext http,
        DraftDesk desk,
        CancellationToken cancellation
    )
    {
        if (desk.Malformed(request.Name, request.From) is { } malformed)
        {
            return malformed;
        }

        var draft = await desk.MakeAsync(
            http,
            request.Name!,
            request.From!.Value,
            desk.Dispatcher.Current.Rows.Rules,
            cancellation
        );
        return TypedResults.Ok(new Response(draft.DraftId));
    }
}
