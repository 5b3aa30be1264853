using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A case that a unit already has is of another class than was understood (更正类别): the figures follow, the next model learns from it, and an
/// urgency that the right class demands is raised, never lowered. In the queue the class is chosen with the unit (<see cref="DispatchCase"/>).
/// </summary>
internal static class CorrectClass
{
    /// <param name="Reason">Why, 4 to 2,000 characters.</param>
    public sealed record Request(string? ClassCode, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/class", HandleAsync)
            .Needs(Operation.CorrectClass)
            .WithName(nameof(CorrectClass))
            .Changes();

    /// <summary>Why the class can't be corrected now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State switch
        {
            CaseState.Queued => new(Refusal.NotDispatched),
            CaseState.Closed => new(Refusal.AlreadyClosed),
            CaseState.Dispatched or CaseState.Signed or CaseState.Suspended or CaseState.Resolved =>
                null,
            _ => null,
        };

    /// <param name="before">The class of the case; null when it is not in the catalogue any more.</param>
    /// <param name="right">The class named; null when there is none.</param>
    public static Decided Decide(
        CaseFile file,
        Request request,
        DemandClass? before,
        DemandClass? right,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (right is null || right.Code == file.ClassCode)
        {
            return Refusal.UnknownClass;
        }

        if (!FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        Urgency? raised = right.Urgency < file.Urgency ? right.Urgency : null;
        var isWithUnit = file.State is CaseState.Dispatched or CaseState.Signed;
        return Happening.Of(
            Happened.ClassCorrected,
            new ClassCorrectedFacts(
                right.Code,
                before?.Name ?? file.ClassCode,
                right.Name,
                actor.Id,
                raised,
                Sooner(Step.Resolve, isWithUnit ? file.DueResolve : null),
                Sooner(Step.Sign, file.State == CaseState.Dispatched ? file.DueSign : null),
                Sooner(
                    Step.Contact,
                    isWithUnit && file.ContactedAt is null ? file.DueContact : null
                )
            ),
            request.Reason
        );

        // What the raised urgency gives from now, where that is less than is left; null where the limit stays.
        DateTimeOffset? Sooner(Step step, DateTimeOffset? due) =>
            raised is { } urgency && limits.Due(urgency, step, now) is var sooner && sooner < due
                ? sooner
                : null;
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
            Operation.CorrectClass,
            FreeText.Check("reason", request.Reason),
            change =>
                Decide(
                    change.File,
                    request,
                    desk.Dispatcher.Class(change.File.ClassCode),
                    request.ClassCode is { } code ? desk.Dispatcher.Class(code) : null,
                    change.Actor,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
