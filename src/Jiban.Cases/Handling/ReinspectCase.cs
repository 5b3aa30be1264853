using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>The inspector who found it looks at the place again (复查). Not done → the case goes back to the one who resolved it.</summary>
internal static class ReinspectCase
{
    /// <param name="Passed">Whether it is done.</param>
    /// <param name="Note">What was seen, at most 2,000 characters.</param>
    /// <param name="Attachments">Photos of now.</param>
    public sealed record Request(bool Passed, string? Note, IReadOnlyList<Guid>? Attachments);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/reinspect", HandleAsync)
            .Needs(Operation.ReinspectCase)
            .WithName(nameof(ReinspectCase))
            .Changes();

    /// <summary>Why nobody may look again now; null when the inspector may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.HasPerson || file.Reporter is null ? new(Refusal.NotFromPatrol)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy ? new(Refusal.OwnCase)
        : null;

    public static Decided Decide(CaseFile file, Request request, Actor actor)
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        var photos = request.Attachments ?? [];
        return photos.Count == 0
            ? Refusal.ProofMissing
            : Happening.Of(
                Happened.Reinspected,
                new ReinspectedFacts(request.Passed, actor.Id, photos.Count),
                request.Note,
                photos,
                "reinspection"
            );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("note", request.Note) is { } malformed)
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.ReinspectCase,
            cancellation
        );
        return await change.CommitAsync(Decide(change.File, request, change.Actor), cancellation);
    }
}
