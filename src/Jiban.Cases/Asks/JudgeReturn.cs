using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>
/// A dispatcher above judges a return (退单审核): it goes to another unit, the dispatch stands, or the units meet about it. The second
/// return is not his any more: an arbiter rules.
/// </summary>
internal static class JudgeReturn
{
    /// <summary>From this return on an arbiter rules, so that a case does not go to and fro.</summary>
    public const int ArbiterFrom = 2;

    /// <summary>What a dispatcher may say.</summary>
    public enum Verdict
    {
        Accept,
        Uphold,
        Convene,
    }

    /// <param name="UnitId">Who gets it, when it is accepted.</param>
    /// <param name="Reason">Why, 4 to 2,000 characters; the unit reads it.</param>
    public sealed record Request(Verdict Verdict, Guid? UnitId, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/return/judge", HandleAsync)
            .Needs(Operation.JudgeReturn)
            .WithName(nameof(JudgeReturn))
            .Changes();

    /// <summary>Why nothing can be judged now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.Asked != Ask.Return ? new(Refusal.NothingAsked)
        : file.Returns >= ArbiterFrom ? new(Refusal.ArbiterNeeded)
        : actor.Id == file.AskedBy ? new(Refusal.OwnAsk)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        bool unitExists,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        return request.Verdict switch
        {
            Verdict.Accept => request.UnitId is { } unit && unitExists && unit != file.UnitId
                ? Redispatch(file, ReturnVerdict.Accepted, unit, request.Reason, actor, limits, now)
                : Refusal.UnknownUnit,
            Verdict.Uphold => Judged(
                file,
                ReturnVerdict.Upheld,
                null,
                request.Reason,
                actor,
                null,
                // The time that it took is given back, where the limit says so.
                file is { AskedAt: { } asked, DueResolve: { } due }
                && limits.PausesWithReturn(file.Urgency)
                    ? due + (now - asked)
                    : null
            ),
            Verdict.Convene => Judged(
                file,
                ReturnVerdict.Convened,
                null,
                request.Reason,
                actor,
                limits.Due(file.Urgency, Step.Review, now),
                reviewDays: limits.WorkingDaysOf(file.Urgency, Step.Review)
            ),
            _ => Refusal.NothingAsked,
        };
    }

    /// <summary>The verdict, and the dispatch to the next unit, whose clocks start now.</summary>
    public static Happening[] Redispatch(
        CaseFile file,
        ReturnVerdict verdict,
        Guid unit,
        string? reason,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        var due = limits
            .DeadlinesFrom(file.Urgency, now, file.CountsFrom(now))
            .Within(file.LimitAt(now));
        return
        [
            Judged(file, verdict, unit, reason, actor, null),
            Happening.Of(
                Happened.Dispatched,
                new DispatchedFacts(
                    unit,
                    DispatchMode.ByPerson,
                    1_000,
                    actor.JournalName,
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    null,
                    due.WorkingDays
                )
            ),
        ];
    }

    /// <summary>The verdict alone.</summary>
    public static Happening Judged(
        CaseFile file,
        ReturnVerdict verdict,
        Guid? unit,
        string? reason,
        Actor actor,
        DateTimeOffset? dueReview,
        DateTimeOffset? dueResolve = null,
        int? reviewDays = null
    ) =>
        Happening.Of(
            Happened.ReturnJudged,
            new ReturnJudgedFacts(
                verdict,
                actor.Id,
                unit,
                file.ClassCode,
                file.StreetId,
                dueReview,
                dueResolve,
                reviewDays
            ),
            reason
        );

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
            Operation.JudgeReturn,
            FreeText.Check("reason", request.Reason),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    request.UnitId is { } unit && desk.City.Unit(unit) is not null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
