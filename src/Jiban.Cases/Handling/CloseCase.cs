using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A person of the back office, other than the handler, closes a case (结案): after the call-back, after enough tries that reached
/// nobody; where nobody asked, after the inspector who found it looked again, or, when no inspector can, on the unit's photos.
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
    /// <param name="inspectorLooks">Whether an inspector found it who can look again (<see cref="CaseDesk.InspectorLooksAsync"/>).</param>
    public static Refused? Blocks(CaseFile file, Actor actor, bool inspectorLooks) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : Ground(file, inspectorLooks) is not null ? null
        : file.HasPerson
            ? new(Refusal.CallBackMissing, ("tries", CallBackCase.TriesUntilNotReached))
        : new(Refusal.ReinspectionMissing);

    public static Decided Decide(
        CaseFile file,
        Actor actor,
        bool inspectorLooks,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file, actor, inspectorLooks) is { } refused
            ? refused
            : Happening.Of(
                Happened.Closed,
                new ClosedFacts(
                    Ground(file, inspectorLooks)!.Value,
                    actor.Id,
                    limits.FollowUp.Asks(file) ? limits.Due(file.Urgency, Step.FollowUp, now) : null
                )
            );

    private static ClosedHow? Ground(CaseFile file, bool inspectorLooks) =>
        !file.HasPerson
            ? (
                file.ReinspectionPassed == true ? ClosedHow.Reinspected
                : inspectorLooks ? null
                : ClosedHow.Proved
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
        var inspectorLooks = await desk.InspectorLooksAsync(change.File, cancellation);
        return await change.CommitAsync(
            Decide(change.File, change.Actor, inspectorLooks, inForce, change.Now),
            cancellation
        );
    }
}
