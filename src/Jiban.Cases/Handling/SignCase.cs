using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>A unit signs for a case that was dispatched to it (签收). Of two who sign at once one wins, and the other is told who.</summary>
internal static class SignCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/sign", HandleAsync)
            .Needs(Operation.SignCase)
            .WithName(nameof(SignCase))
            .Changes();

    /// <summary>Why nobody may sign now; null when somebody may.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State switch
        {
            CaseState.Queued => new(Refusal.NotDispatched),
            CaseState.Dispatched => null,
            CaseState.Closed => new(Refusal.AlreadyClosed),
            CaseState.Signed or CaseState.Suspended or CaseState.Resolved => new(
                Refusal.AlreadySigned,
                ("signedBy", file.SignedBy),
                ("signedAt", file.SignedAt)
            ),
            _ => new(Refusal.AlreadySigned),
        };

    public static Decided Decide(
        CaseFile file,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused
            ? refused
            : Happening.Of(
                Happened.Signed,
                new SignedFacts(
                    file.UnitId,
                    actor.Id,
                    ReportProgress.Next(file, limits, now),
                    limits.AtSignature(file.Urgency, now)?.Within(file.LimitAt(now))
                )
            );

    private static Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.SignCase,
            malformed: null,
            change => Decide(change.File, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
