using Jiban.Cases.Ends;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Clocks;

/// <summary>
/// Somebody above tells the unit to get on with it (督办). It stands in the timeline and on top of the list, until there is a result. Of what was raised by
/// rule (提级督办, <see cref="ReopenCase"/>) a leader says what becomes of it: it is handled once more, or it rests.
/// </summary>
internal static class SuperviseCase
{
    /// <param name="Note">What is expected and by when, or why it rests, 4 to 2,000 characters.</param>
    /// <param name="Rests">What was raised stays as it is; without this it is handled once more.</param>
    public sealed record Request(string? Note, bool Rests = false);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/supervise", HandleAsync)
            .Needs(Operation.SuperviseCase)
            .WithName(nameof(SuperviseCase))
            .Changes();

    /// <summary>Why it can't be supervised now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.AwaitsLeader
            ? actor.Role == Role.Leader
                ? null
                : new(Refusal.RaisedNeedsLeader)
            : file.State == CaseState.Closed
                ? new(Refusal.AlreadyClosed)
                : file.State is CaseState.Dispatched or CaseState.Signed or CaseState.Suspended
                    ? null
                    : new(Refusal.NotWithUnit);

    /// <param name="queue">Where what had ended without a result waits for a person.</param>
    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Note))
        {
            return Refusal.ReasonMissing;
        }

        var said = Happening.Of(
            Happened.Supervised,
            new SupervisedFacts(actor.Id, Rests: file.AwaitsLeader && request.Rests),
            request.Note
        );
        return !file.AwaitsLeader || request.Rests ? said
            : file.ClosedHow is ClosedHow.LegalPath or ClosedHow.Declined
                ? (Happening[])
                    [said, .. AskAfterEnd.PutInQueue(file, ReopenedWhy.Raised, queue, limits, now)]
            : new[] { said, ReopenCase.Again(file, ReopenedWhy.Raised, limits, now) };
    }

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
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    AskAfterEnd.QueueOf(change.File, desk.City),
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
