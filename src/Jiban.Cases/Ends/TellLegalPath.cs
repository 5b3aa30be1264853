using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Ends;

/// <summary>What the law gives to courts, arbitration, review or another procedure is told and closed as such (告知法定途径, R-04). Never by the unit that would have to handle it. The requester is asked about it (<see cref="AskAfterEnd"/>); whoever objects is not told the same by the same person.</summary>
internal static class TellLegalPath
{
    /// <param name="Answer">What the requester is told: where to go, with which papers, 4 to 2,000 characters.</param>
    public sealed record Request(LegalPath Path, string? Answer);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/legal-path", HandleAsync)
            .Needs(Operation.TellLegalPath)
            .WithName(nameof(TellLegalPath))
            .Changes();

    /// <summary>Why it can't be closed so now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State switch
        {
            CaseState.Closed => new(Refusal.AlreadyClosed),
            CaseState.Resolved or CaseState.Suspended => new(Refusal.EndTooLate),
            _ when file.Danger => new(Refusal.EndInDanger),
            _ => Incident.BlocksEnd(file),
        };

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused ? refused
        : actor.Id == file.SignedBy || actor.Id == file.EndedBy ? Refusal.OwnCase
        : !FreeText.IsSaid(request.Answer) ? Refusal.AnswerMissing
        : new[]
        {
            Happening.Of(
                Happened.LegalPathTold,
                new LegalPathFacts(request.Path, actor.Id),
                request.Answer
            ),
            Happening.Of(
                Happened.Closed,
                new ClosedFacts(
                    ClosedHow.LegalPath,
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
            Operation.TellLegalPath,
            FreeText.Check("answer", request.Answer),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
