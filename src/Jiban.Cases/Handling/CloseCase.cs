using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A person of the back office, other than the handler, closes a case (结案): after the call-back, after enough tries that reached
/// nobody, or, where nobody asked, after somebody looked at the place again.
/// </summary>
internal static class CloseCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/close", HandleAsync)
            .Needs(Operation.CloseCase)
            .WithName(nameof(CloseCase))
            .Changes();

    /// <summary>Why it can't be closed now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : Ground(file) is not null ? null
        : file.HasPerson
            ? new(Refusal.CallBackMissing, ("tries", CallBackCase.TriesUntilNotReached))
        : new(Refusal.ReinspectionMissing);

    public static Decided Decide(
        CaseFile file,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file, actor) is { } refused
            ? refused
            : Happening.Of(
                Happened.Closed,
                new ClosedFacts(
                    Ground(file)!.Value,
                    actor.Id,
                    limits.FollowUp.Asks(file) ? limits.Due(file.Urgency, Step.FollowUp, now) : null
                )
            );

    private static ClosedHow? Ground(CaseFile file) =>
        !file.HasPerson
            ? (
                file.Reporter is null || file.ReinspectionPassed == true
                    ? ClosedHow.Reinspected
                    : null
            )
        : file.CalledBackAt is not null ? ClosedHow.CalledBack
        : file.CallBackTries >= CallBackCase.TriesUntilNotReached ? ClosedHow.NotReached
        : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry limits,
        CancellationToken cancellation
    )
    {
        var inForce = await limits.CurrentAsync(cancellation);
        await using var change = await desk.BeginAsync(http, id, Operation.CloseCase, cancellation);
        return await change.CommitAsync(
            Decide(change.File, change.Actor, inForce, change.Now),
            cancellation
        );
    }
}
