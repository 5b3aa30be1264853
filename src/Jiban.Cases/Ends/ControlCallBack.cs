using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Ends;

/// <summary>Of the closed cases a sample is asked a second time by somebody else (抽查回访): whether the first call-back was honest, and the matter is solved. It has a limit, and who is not reached in as many tries as the rule asks for is counted apart.</summary>
internal static class ControlCallBack
{
    /// <param name="Reached">Whether the requester answered.</param>
    /// <param name="Note">What was said; needed when it is not solved, at most 2,000 characters.</param>
    public sealed record Request(bool Reached, Solved? Solved, Satisfied? Satisfied, string? Note);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/control", HandleAsync)
            .Needs(Operation.ControlCallBack)
            .WithName(nameof(ControlCallBack))
            .Changes();

    /// <summary>Why nobody may ask now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file is not { State: CaseState.Closed, Control: Control.Due } ? new(Refusal.NotDrawn)
        : actor.Id == file.CalledBackBy || actor.Id == file.ResolvedBy || actor.Id == file.SignedBy
            ? new(Refusal.OwnCase)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        if (!request.Reached)
        {
            var counts = CallBackCase.Counts(file.ControlTriedAt, limits, now);
            var over = counts && file.ControlTries + 1 >= limits.Numbers.ControlTries;
            return Happening.Of(
                Happened.Controlled,
                new ControlledFacts(
                    false,
                    null,
                    null,
                    null,
                    actor.Id,
                    over ? null
                        : counts ? now.AddHours(limits.Numbers.AskAgainHours)
                        : file.DueControl,
                    over,
                    counts
                ),
                request.Note
            );
        }

        var isBad = request.Solved != Solved.Solved;
        if (
            request is not { Solved: not null, Satisfied: not null }
            || (isBad && string.IsNullOrWhiteSpace(request.Note))
        )
        {
            return Refusal.CallBackAnswersMissing;
        }

        var asked = Happening.Of(
            Happened.Controlled,
            new ControlledFacts(
                true,
                request.Solved,
                request.Satisfied,
                request.Solved == file.Solved && request.Satisfied == file.Satisfied,
                actor.Id
            ),
            request.Note
        );
        return isBad
            ? new[] { asked, ReopenCase.ReopenOrRaise(file, ReopenedWhy.Control, limits, now) }
            : asked;
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
            Operation.ControlCallBack,
            FreeText.Check("note", request.Note),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
