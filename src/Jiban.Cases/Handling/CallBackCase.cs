using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// The requester is asked: were you contacted, is it solved, are you satisfied (回访, rules.md R-14). Each try is logged; only an answer
/// is a valid call-back. Nobody calls back a case that he handled.
/// </summary>
internal static class CallBackCase
{
    /// <summary>Tries after which a case may be closed as not reached.</summary>
    public const int TriesUntilNotReached = 3;

    /// <param name="Reached">Whether the requester answered.</param>
    /// <param name="Contacted">Whether the unit had contacted them.</param>
    /// <param name="Solved">Solved, partly (counts as not), not.</param>
    /// <param name="Satisfied">满意, 基本满意, 不满意.</param>
    /// <param name="Reason">Needed when it is not solved or not satisfactory; at most 2,000 characters.</param>
    public sealed record Request(
        bool Reached,
        bool? Contacted,
        Solved? Solved,
        Satisfied? Satisfied,
        string? Reason
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
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : file.CalledBackAt is not null ? new(Refusal.CallBackAlreadyDone)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file, actor) is { } refused)
        {
            return refused;
        }

        if (!request.Reached)
        {
            return Happening.Of(
                Happened.CalledBack,
                new CalledBackFacts(false, null, null, null, actor.Id),
                request.Reason
            );
        }

        var isBad = request.Solved != Solved.Solved || request.Satisfied == Satisfied.Dissatisfied;
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
                actor.Id
            ),
            request.Reason
        );
        var why =
            request.Solved == Solved.Solved ? ReopenedWhy.Dissatisfied : ReopenedWhy.NotSolved;
        return isBad && ReopenCase.Reopen(file, why, limits, now) is { } reopened
            ? new[] { answered, reopened }
            : answered;
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
            Operation.CallBackCase,
            FreeText.Check("reason", request.Reason),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
