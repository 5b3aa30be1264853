using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>Somebody other than the one who asked grants or refuses more time, or a suspension (延期、挂账审批).</summary>
internal static class JudgeTime
{
    /// <param name="Reason">Why; needed when it is refused, at most 2,000 characters.</param>
    public sealed record Request(bool Granted, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/ask/judge", HandleAsync)
            .Needs(Operation.JudgeTime)
            .WithName(nameof(JudgeTime))
            .Changes();

    /// <summary>Why nothing can be judged now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.Asked is not (Ask.Extension or Ask.Suspension) ? new(Refusal.NothingAsked)
        : actor.Id == file.AskedBy ? new(Refusal.OwnAsk)
        : null;

    /// <param name="above">The kind of unit for which the actor speaks: what the district or the city puts aside leaves the month (rules.md §2.2).</param>
    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        UnitKind? above,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        if (!request.Granted && !FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        if (request.Granted && file.AskedUntil <= now)
        {
            return Refusal.AskOver;
        }

        return file.Asked == Ask.Extension
            ? Happening.Of(
                Happened.ExtensionJudged,
                new ExtensionJudgedFacts(
                    actor.Id,
                    !request.Granted ? null
                        // More time is never less: the limit may have moved since it was asked.
                        : file.DueResolve > file.AskedUntil ? file.DueResolve
                        : file.AskedUntil
                ),
                request.Reason
            )
            : Happening.Of(
                Happened.SuspensionJudged,
                request.Granted
                    ? new SuspensionJudgedFacts(
                        actor.Id,
                        file.AskedUntil,
                        LeftOf(file, limits.PausesWithSuspension(file.Urgency), now),
                        // Where nobody asked, the centre hears how it stands.
                        limits.Due(file.Urgency, Step.SuspendedProgress, now),
                        limits.DaysGiven(file.Urgency, Step.SuspendedProgress),
                        // Nobody takes a case of their own unit out of its month.
                        Ledger: actor.UnitId != file.UnitId
                            && above is UnitKind.DistrictGovernment or UnitKind.CityCentre
                    )
                    : new SuspensionJudgedFacts(actor.Id, null, null, null),
                request.Reason
            );
    }

    /// <summary>
    /// What is left of the limit for the result, in seconds, when a case is put aside: less than nothing when it was late already, so that it comes back late; null
    /// where the limit is ahead and does not pause.
    /// </summary>
    public static int? LeftOf(CaseFile file, bool pauses, DateTimeOffset at) =>
        file.DueResolve is not { } due ? (pauses ? 0 : null)
        : due < at ? (int)Math.Floor((due - at).TotalSeconds)
        : pauses ? (int)(due - at).TotalSeconds
        : null;

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
            Operation.JudgeTime,
            FreeText.Check("reason", request.Reason),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    change.Actor.UnitId is { } unit ? desk.City.Unit(unit)?.Kind : null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
