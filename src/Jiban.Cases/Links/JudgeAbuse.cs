using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>A person judges what the rule flagged as an abuse of the line. Nothing is ever refused or closed by the rule itself.</summary>
internal static class JudgeAbuse
{
    /// <param name="Confirmed">Whether it is one; an open case is closed then.</param>
    /// <param name="Reason">Why, and how the person was talked to, 4 to 2,000 characters.</param>
    public sealed record Request(bool Confirmed, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/abuse", HandleAsync)
            .Needs(Operation.JudgeAbuse)
            .WithName(nameof(JudgeAbuse))
            .Changes();

    /// <summary>Why there is nothing to judge; null when there is.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.Abuse != Abuse.Suspected ? new(Refusal.NothingSuspected) : Incident.BlocksEnd(file);

    public static Decided Decide(CaseFile file, Request request, Actor actor)
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        var judged = Happening.Of(
            Happened.AbuseJudged,
            new AbuseJudgedFacts(request.Confirmed, actor.Id),
            request.Reason
        );
        return
            request.Confirmed
            && file is { Danger: false, State: not (CaseState.Resolved or CaseState.Closed) }
            ? new[]
            {
                judged,
                Happening.Of(Happened.Closed, new ClosedFacts(ClosedHow.Abuse, actor.Id)),
            }
            : judged;
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
            Operation.JudgeAbuse,
            FreeText.Check("reason", request.Reason),
            change =>
                desk.KnowsWhoAsked(change.File, change.Actor)
                    ? Decide(change.File, request, change.Actor)
                    : Refusal.Confidential,
            cancellation
        );
}
