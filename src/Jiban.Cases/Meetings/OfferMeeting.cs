using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Meetings;

/// <summary>The unit names a time and a place to meet the requester (约见); the requester accepts, wants another time, or says there is no need.</summary>
internal static class OfferMeeting
{
    /// <param name="At">When; not in the past.</param>
    /// <param name="Place">Where, 2 to 2,000 characters; the requester reads it.</param>
    public sealed record Request(DateTimeOffset At, string? Place);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/meeting/offer", HandleAsync)
            .Needs(Operation.OfferMeeting)
            .WithName(nameof(OfferMeeting))
            .Changes();

    /// <summary>Why no meeting can be offered now; null when one can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        !file.HasPerson ? new(Refusal.NoPersonToContact)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Signed ? new(Refusal.NotSigned)
        : file.Meeting is MeetingState.Met or MeetingState.NoNeed ? new(Refusal.MeetingSettled)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused ? refused
        : request.At < now || request.At > now.AddDays(limits.Numbers.MeetingDays)
            ? new Refused(Refusal.MeetingTime, ("days", limits.Numbers.MeetingDays))
        : (request.Place?.Trim().Length ?? 0) < 2 ? Refusal.MeetingPlace
        : Happening.Of(
            Happened.MeetingOffered,
            new MeetingOfferedFacts(actor.Id, Chain.ToMicroseconds(request.At)),
            request.Place
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
            Operation.OfferMeeting,
            FreeText.Check("place", request.Place),
            change =>
                change.NotTheirs() is { } refused
                    ? refused
                    : Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
