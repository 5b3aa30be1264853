using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A person above sets right the limit that was read from the requester's wish (更正期望时限): another one, or none, so that the limit of the class
/// holds again. A deadline that somebody has moved since, by an extension for instance, stays.
/// </summary>
internal static class ChangeWish
{
    /// <param name="Until">By when it is really wished; null when no limit follows from the words.</param>
    /// <param name="Reason">Why, 4 to 2,000 characters.</param>
    public sealed record Request(DateTimeOffset? Until, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/wish", HandleAsync)
            .Needs(Operation.ChangeWish)
            .WithName(nameof(ChangeWish))
            .Changes();

    /// <summary>Why there is no such limit to change now; null when there is.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.WishedLimit is null || file.State is CaseState.Suspended or CaseState.Resolved
            ? new(Refusal.NothingWished)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (!FreeText.IsSaid(request.Reason))
        {
            return Refusal.ReasonMissing;
        }

        var start = file.DispatchedAt ?? file.ReceivedAt;
        var unwished = limits
            .DeadlinesFrom(file.Urgency, start, file.CountsFrom(start))
            .Within(file.GivenLimit);
        var signed = file.SignedAt is { } at
            ? limits.AtSignature(file.Urgency, at)?.Within(file.GivenLimit)
            : null;
        var latest = signed?.Resolve ?? unwished.Resolve;
        DateTimeOffset? limit = request.Until is { } until ? Chain.ToMicroseconds(until) : null;
        return limit <= now || limit >= latest
            ? new Refused(Refusal.UntilOutOfRange, ("earliest", now), ("latest", latest))
            : Happening.Of(
                Happened.WishChanged,
                new WishChangedFacts(
                    actor.Id,
                    limit,
                    Again(file.DueSign, unwished.Sign),
                    Again(file.DueContact, signed?.Contact ?? unwished.Contact),
                    Again(file.DueResolve, latest)
                ),
                request.Reason
            );

        // Only what the wish had cut is given anew.
        DateTimeOffset? Again(DateTimeOffset? was, DateTimeOffset unwishedDue) =>
            was != file.WishedLimit ? null
            : limit < unwishedDue ? limit
            : unwishedDue;
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
            Operation.ChangeWish,
            FreeText.Check("reason", request.Reason),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
