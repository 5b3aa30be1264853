using System.Buffers.Binary;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
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
    /// <remarks>What came to the desk again is not closed the same way again without a leader (S16).</remarks>
    /// <param name="inspectorLooks">Whether an inspector found it who can look again (<see cref="CaseDesk.InspectorLooksAsync"/>).</param>
    public static Refused? Blocks(CaseFile file, Actor actor, bool inspectorLooks) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : file.RepeatOutcome is { } before && before == file.Outcome && actor.Role != Role.Leader
            ? new(Refusal.RepeatNeedsLeader)
        : Ground(file, inspectorLooks) is not null ? null
        : file.HasPerson
            ? new(Refusal.CallBackMissing, ("tries", CallBackCase.TriesUntilNotReached))
        : new(Refusal.ReinspectionMissing);

    /// <param name="drawn">Whether the lot for a control call-back falls on this case.</param>
    public static Decided Decide(
        CaseFile file,
        Actor actor,
        bool inspectorLooks,
        bool drawn,
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
                    limits.FollowUp.Asks(file)
                        ? limits.Due(file.Urgency, Step.FollowUp, now)
                        : null,
                    drawn && file.CalledBackAt is not null
                )
            );

    /// <summary>The decision with what it must know of the store.</summary>
    public static async Task<Decided> DecideAsync(
        CaseChange change,
        CaseDesk desk,
        TimeLimits limits,
        CancellationToken cancellation
    ) =>
        Decide(
            change.File,
            change.Actor,
            await desk.InspectorLooksAsync(change.File, cancellation),
            IsDrawn(desk.Keys, change.File, limits.ControlPercent),
            limits,
            change.Now
        );

    /// <summary>A lot that nobody can foresee or choose: by a keyed hash of the case and of how often it was handled.</summary>
    private static bool IsDrawn(KeyRing keys, CaseFile file, int percent) =>
        BinaryPrimitives.ReadUInt32BigEndian(
            keys.SearchHash($"control {file.CaseId} {file.Handling}")
        ) % 100
        < percent;

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
        return await change.CommitAsync(
            await DecideAsync(change, desk, inForce, cancellation),
            cancellation
        );
    }
}
