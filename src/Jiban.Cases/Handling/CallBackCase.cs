using Jiban.Cases.Clocks;
using Jiban.Cases.Ends;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// The requester is asked: were you contacted, is it solved, are you satisfied (回访, rules.md R-14). Each try is logged; only an answer
/// is a valid call-back, and calls too near each other are one try. Nobody calls back a case that he handled. What ended without a result is asked about afterwards
/// (<see cref="AskAfterEnd"/>); what the city's line has closed the city asks about.
/// </summary>
internal static class CallBackCase
{
    /// <param name="Reached">Whether the requester answered.</param>
    /// <param name="Contacted">Whether the unit had contacted them.</param>
    /// <param name="Solved">Solved, partly (counts as not), not.</param>
    /// <param name="Satisfied">满意, 基本满意, 不满意.</param>
    /// <param name="Reason">Needed when it is not solved or not satisfactory; at most 2,000 characters.</param>
    /// <param name="Script">The version of the words that were read (<see cref="CallBackScript"/>); one that does not exist is left out.</param>
    public sealed record Request(
        bool Reached,
        bool? Contacted,
        Solved? Solved,
        Satisfied? Satisfied,
        string? Reason,
        int? Script = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/call-back", HandleAsync)
            .Needs(Operation.CallBackCase)
            .WithName(nameof(CallBackCase))
            .Changes();

    /// <summary>Why nobody may call back now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        !file.HasPerson ? new(Refusal.NoPersonToCallBack)
        : file.State == CaseState.Closed && !file.AwaitsAnswer && !CityAsks(file, actor)
            ? new(Refusal.AlreadyClosed)
        : file.State is not (CaseState.Resolved or CaseState.Closed) ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : file.AwaitsAnswer && actor.Id == file.ClosedBy ? new(Refusal.OwnCase)
        : file.CalledBackAt is not null ? new(Refusal.CallBackAlreadyDone)
        : null;

    /// <summary>Whether a call that reaches nobody now is a try of its own: calls too near each other are one, whatever they ask.</summary>
    /// <param name="last">The last that counted.</param>
    public static bool Counts(DateTimeOffset? last, TimeLimits limits, DateTimeOffset now) =>
        now - last is not { } since || since >= TimeSpan.FromMinutes(limits.CallBackMinutes);

    /// <param name="queue">Where the case waits for a person, when the requester objects to an end without a result.</param>
    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        Guid queue,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        var script =
            request.Script is { } read && read > 0 && read <= limits.ScriptVersion
                ? request.Script
                : null;
        if (!request.Reached)
        {
            var counts = Counts(file.CallBackTriedAt, limits, now);
            return Happening.Of(
                Happened.CalledBack,
                new CalledBackFacts(
                    false,
                    null,
                    null,
                    null,
                    actor.Id,
                    file.AwaitsAnswer,
                    file.AwaitsAnswer
                        && counts
                        && file.CallBackTries + 1 >= limits.Numbers.CallBackTries,
                    counts,
                    script
                ),
                request.Reason
            );
        }

        var isBad = AskAfterEnd.Objects(file, request.Solved, request.Satisfied);
        if (
            request is not { Contacted: not null, Solved: not null, Satisfied: not null }
            || (isBad && string.IsNullOrWhiteSpace(request.Reason))
        )
        {
            return Refusal.CallBackAnswersMissing;
        }

        var answered = Happening.Of(
            Happened.CalledBack,
            new CalledBackFacts(
                true,
                request.Contacted,
                request.Solved,
                request.Satisfied,
                actor.Id,
                file.AwaitsAnswer,
                file.AwaitsAnswer,
                Script: script
            ),
            request.Reason
        );
        if (file.AwaitsAnswer)
        {
            return isBad
                ? (Happening[])[answered, .. AskAfterEnd.PutBeforePerson(file, queue, limits, now)]
                : answered;
        }

        var why =
            request.Solved == Solved.Solved ? ReopenedWhy.Dissatisfied : ReopenedWhy.NotSolved;
        return isBad
            ? new[] { answered, ReopenCase.ReopenOrRaise(file, why, limits, now) }
            : answered;
    }

    /// <summary>Its orders are the city's to ask about, also after it has closed them.</summary>
    private static bool CityAsks(CaseFile file, Actor actor) =>
        file.ClosedHow == ClosedHow.ByCity && actor.Role == Role.Upstream;

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
            Operation.CallBackCase,
            FreeText.Check("reason", request.Reason),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    AskAfterEnd.QueueOf(change.File, desk.City),
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
