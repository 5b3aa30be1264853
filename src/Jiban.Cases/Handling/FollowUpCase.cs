using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// Some time after the end the requester is asked whether it has held (追访, S3). What has come back is handled again. Who is not reached is tried
/// again, and after as many tries as the rule asks for it ends as not reached, which is counted apart; calls too near each other are one try.
/// </summary>
internal static class FollowUpCase
{
    /// <param name="Reached">Whether the requester answered.</param>
    /// <param name="Good">Whether it still is in order.</param>
    /// <param name="Note">What was said; needed when it is not in order, at most 2,000 characters.</param>
    public sealed record Request(bool Reached, bool? Good, string? Note);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/follow-up", HandleAsync)
            .Needs(Operation.FollowUpCase)
            .WithName(nameof(FollowUpCase))
            .Changes();

    /// <summary>Why nobody may ask now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        !file.HasPerson ? new(Refusal.NoPersonToCallBack)
        : file.State != CaseState.Closed || file.DueFollowUp is null ? new(Refusal.NoFollowUp)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
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

        if (request.Reached && request.Good is null)
        {
            return Refusal.FollowUpAnswerMissing;
        }

        if (request is { Reached: true, Good: false } && !FreeText.IsSaid(request.Note))
        {
            return Refusal.ReasonMissing;
        }

        var counts = CallBackCase.Counts(file.FollowUpTriedAt, limits, now);
        var over =
            !request.Reached && counts && file.FollowUpTries + 1 >= limits.Numbers.FollowUpTries;
        var asked = Happening.Of(
            Happened.FollowedUp,
            new FollowedUpFacts(
                request.Reached,
                request.Reached ? request.Good : null,
                request.Reached || over ? null
                    : counts ? now.AddHours(limits.Numbers.AskAgainHours)
                    : file.DueFollowUp,
                actor.Id,
                over,
                request.Reached || counts
            ),
            request.Note
        );
        return request is { Reached: true, Good: false }
            ? new[] { asked, ReopenCase.ReopenOrRaise(file, ReopenedWhy.FollowUp, limits, now) }
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
            Operation.FollowUpCase,
            FreeText.Check("note", request.Note),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
