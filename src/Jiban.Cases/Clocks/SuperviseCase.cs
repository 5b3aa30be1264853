using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Clocks;

/// <summary>Somebody above tells the unit to get on with it (督办). It stands in the timeline and on top of the list, until there is a result.</summary>
internal static class SuperviseCase
{
    /// <param name="Note">What is expected and by when, 4 to 2,000 characters.</param>
    public sealed record Request(string? Note);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/supervise", HandleAsync)
            .Needs(Operation.SuperviseCase)
            .WithName(nameof(SuperviseCase))
            .Changes();

    /// <summary>Why it can't be supervised now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State is CaseState.Dispatched or CaseState.Signed or CaseState.Suspended ? null
        : new(Refusal.NotWithUnit);

    public static Decided Decide(CaseFile file, Request request, Actor actor) =>
        Blocks(file) is { } refused ? refused
        : FreeText.IsSaid(request.Note)
            ? Happening.Of(Happened.Supervised, new SupervisedFacts(actor.Id), request.Note)
        : Refusal.ReasonMissing;

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.SuperviseCase,
            FreeText.Check("note", request.Note),
            change => Decide(change.File, request, change.Actor),
            cancellation
        );
}
