using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A person of the back office, other than the handler, closes a case (结案): after the call-back, after enough tries that reached
/// nobody; where nobody asked, after somebody else looked again, or, when the rule wants none, on the unit's photos. Where the rule wants a second
/// look (<see cref="ReinspectionRule"/>), not before it.
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
    /// <param name="earlier">How the case that it repeats has ended; null as long as that is open, or it repeats none.</param>
    /// <remarks>What came to the desk again is not closed the same way again without a leader (S16).</remarks>
    public static Refused? Blocks(
        CaseFile file,
        Actor actor,
        TimeLimits limits,
        Outcome? earlier = null
    ) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : (earlier ?? file.RepeatOutcome) is { } before
        && before == file.Outcome
        && actor.Role != Role.Leader
            ? new(Refusal.RepeatNeedsLeader)
        : file.AwaitsReinspection ? new(Refusal.ReinspectionMissing)
        : file.AwaitsLeader ? new(Refusal.RaisedUnsettled)
        // A task that was done for the result and found wanting is open again.
        : file.OpenBuildTasks > 0 ? new(Refusal.TaskOpen, ("tasks", file.OpenBuildTasks))
        : Ground(file, limits) is not null ? null
        : new(Refusal.CallBackMissing, ("tries", limits.Numbers.CallBackTries));

    /// <param name="drawn">Whether the lot for a control call-back falls on this case.</param>
    /// <param name="earlier">As <see cref="Blocks"/> takes it.</param>
    public static Decided Decide(
        CaseFile file,
        Actor actor,
        bool drawn,
        TimeLimits limits,
        DateTimeOffset now,
        Outcome? earlier = null
    ) =>
        Blocks(file, actor, limits, earlier) is { } refused
            ? refused
            : Happening.Of(
                Happened.Closed,
                new ClosedFacts(
                    Ground(file, limits)!.Value,
                    actor.Id,
                    limits.FollowUp.Asks(file)
                        ? limits.Due(file.Urgency, Step.FollowUp, now)
                        : null,
                    drawn && file.CalledBackAt is not null,
                    DueControl: drawn && file.CalledBackAt is not null
                        ? limits.Due(file.Urgency, Step.Control, now)
                        : null,
                    FollowUpDays: limits.DaysGiven(file.Urgency, Step.FollowUp),
                    ControlDays: limits.DaysGiven(file.Urgency, Step.Control)
                )
            );

    /// <summary>The decision, with the lot for a control call-back, and with how the earlier case has ended by now: it may have been open when the repeat came.</summary>
    public static async Task<Decided> DecideAsync(
        CaseChange change,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        Decide(
            change.File,
            change.Actor,
            Lot.Of(desk.Keys, "control", change.File) < change.Limits.ControlPercent,
            change.Limits,
            change.Now,
            change.File.RepeatOf is { } earlier
                ? (await CaseStore.LoadAsync(change.Connection, earlier, cancellation))?.Outcome
                : null
        );

    private static ClosedHow? Ground(CaseFile file, TimeLimits limits) =>
        !file.HasPerson
            ? file.ReinspectionPassed == true
                ? ClosedHow.Reinspected
                : ClosedHow.Proved
            : file.CalledBackAt is not null
                ? ClosedHow.CalledBack
                : file.CallBackTries >= limits.Numbers.CallBackTries
                    ? ClosedHow.NotReached
                    : null;

    private static async Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var change = await desk.BeginAsync(http, id, Operation.CloseCase, cancellation);
        return await change.CommitAsync(
            await DecideAsync(change, desk, cancellation),
            cancellation
        );
    }
}
