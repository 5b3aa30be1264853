using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Ends;

/// <summary>
/// An inspector looked and saw nothing of it; a person ends it so and tells the requester why (不予立案). Or dispatches it all the same. The requester is
/// asked about it (<see cref="AskAfterEnd"/>).
/// </summary>
internal static class DeclineRequest
{
    /// <param name="Answer">What the requester is told, 4 to 2,000 characters.</param>
    public sealed record Request(string? Answer);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/decline", HandleAsync)
            .Needs(Operation.DeclineRequest)
            .WithName(nameof(DeclineRequest))
            .Changes();

    /// <summary>Why it can't end so now; null when it can.</summary>
    /// <remarks>Not a second time: the requester says that it is there, so a unit goes.</remarks>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file is { State: CaseState.Queued, Verified: VerifyResult.NotFound, EndedBy: null }
            ? Incident.BlocksEnd(file)
        : new(Refusal.NotRefuted);

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused ? refused
        : !FreeText.IsSaid(request.Answer) ? Refusal.AnswerMissing
        : new[]
        {
            Happening.Of(Happened.Declined, new DeclinedFacts(actor.Id), request.Answer),
            Happening.Of(
                Happened.Closed,
                new ClosedFacts(
                    ClosedHow.Declined,
                    actor.Id,
                    DueCallBack: AskAfterEnd.Due(file, limits, now),
                    CallBackDays: limits.DaysGiven(file.Urgency, Step.CallBack)
                )
            ),
        };

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
            Operation.DeclineRequest,
            FreeText.Check("answer", request.Answer),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
