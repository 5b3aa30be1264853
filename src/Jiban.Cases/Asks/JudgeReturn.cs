using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>
/// A dispatcher above judges a return (退单审核): it goes to another unit, the dispatch stands, or the units meet about it (会商), once; what they came to
/// stands with the verdict that follows. A return again and again is not his any more: an arbiter rules (<see cref="RuleNumbers.ArbiterFrom"/>).
/// </summary>
internal static class JudgeReturn
{
    /// <summary>What a dispatcher may say.</summary>
    public enum Verdict
    {
        Accept,
        Uphold,
        Convene,
    }

    /// <param name="UnitId">Who gets it, when it is accepted.</param>
    /// <param name="Reason">Why, 4 to 2,000 characters; the unit reads it.</param>
    /// <param name="Units">Who is called together, when the units meet: at least one besides the unit that has the case.</param>
    /// <param name="MeetsAt">When they meet, within the limit of the review that begins now.</param>
    /// <param name="Minutes">What they came to, 4 to 2,000 characters; needed once they were called together.</param>
    public sealed record Request(
        Verdict Verdict,
        Guid? UnitId,
        string? Reason,
        IReadOnlyList<Guid>? Units = null,
        DateTimeOffset? MeetsAt = null,
        string? Minutes = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/return/judge", HandleAsync)
            .Needs(Operation.JudgeReturn)
            .WithName(nameof(JudgeReturn))
            .Changes();

    /// <summary>Why nothing can be judged now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.Asked != Ask.Return ? new(Refusal.NothingAsked)
        : file.AwaitsRuling ? new(Refusal.ArbiterNeeded)
        : actor.Id == file.AskedBy ? new(Refusal.OwnAsk)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        Func<Guid, bool> exists,
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

        if (request.Verdict == Verdict.Convene)
        {
            return Convene(file, request, actor, exists, limits, now);
        }

        if (file.ConvenedAt is not null && !FreeText.IsSaid(request.Minutes))
        {
            return Refusal.MinutesMissing;
        }

        var reason =
            file.ConvenedAt is null || request.Minutes is not { } minutes
                ? request.Reason
                : new WrittenFields(Said: request.Reason!.Trim(), Minutes: minutes.Trim()).ToText();
        return request.Verdict switch
        {
            Verdict.Accept => request.UnitId is { } unit && exists(unit) && unit != file.UnitId
                ? Redispatch(file, ReturnVerdict.Accepted, unit, reason, actor, limits, now)
                : Refusal.UnknownUnit,
            Verdict.Uphold => Judged(
                file,
                ReturnVerdict.Upheld,
                null,
                reason,
                actor,
                null,
                // The time that it took is given back, where the limit says so.
                file is { AskedAt: { } asked, DueResolve: { } due }
                && limits.PausesWithReturn(file.Urgency)
                    ? due + (now - asked)
                    : null
            ),
            _ => Refusal.NothingAsked,
        };
    }

    /// <summary>The units are called together, once: a review that begins anew each time would never end.</summary>
    private static Decided Convene(
        CaseFile file,
        Request request,
        Actor actor,
        Func<Guid, bool> exists,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (file.ConvenedAt is not null)
        {
            return Refusal.AlreadyConvened;
        }

        var due = limits.Due(file.Urgency, Step.Review, now);
        // The unit that has the case comes anyhow.
        Guid[] units = [.. (request.Units ?? []).Append(file.UnitId).Distinct()];
        if (!units.All(exists))
        {
            return Refusal.UnknownUnit;
        }

        return units.Length >= 2 && request.MeetsAt is { } at && at > now && at <= due
            ? Happening.Of(
                Happened.ReturnJudged,
                new ReturnJudgedFacts(
                    ReturnVerdict.Convened,
                    actor.Id,
                    null,
                    file.ClassCode,
                    file.StreetId,
                    due,
                    ReviewDays: limits.WorkingDaysOf(file.Urgency, Step.Review),
                    Units: units,
                    MeetsAt: Platform.Journaling.Chain.ToMicroseconds(at),
                    Asker: file.UnitId
                ),
                request.Reason
            )
            : new Refused(
                Refusal.ConveningIncomplete,
                ("latest", Lists.LaterTimeline.Time(due, english: false))
            );
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
        DateTimeOffset? dueResolve = null
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
                Asker: file.UnitId
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
            FreeText.Check("reason", request.Reason) ?? FreeText.Check("minutes", request.Minutes),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    unit => desk.City.Unit(unit) is not null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
