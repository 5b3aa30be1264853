using Jiban.Cases.Limits;
using Jiban.Cases.Meetings;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// The unit logs a try to contact the requester (联系); with whom the unit may not know, the centre above speaks. Only a try that reached somebody meets the deadline. Tries too near each
/// other are one. What the requester says to the invitation to meet is taken down with it.
/// </summary>
internal static class ContactRequester
{
    /// <param name="Method">How it was tried.</param>
    /// <param name="Reached">Whether the requester was reached.</param>
    /// <param name="Note">What was said, at most 2,000 characters.</param>
    /// <param name="NoMeeting">Whether the requester said that no meeting is needed.</param>
    public sealed record Request(
        ContactMethod Method,
        bool Reached,
        string? Note,
        bool? NoMeeting = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/contact", HandleAsync)
            .Needs(Operation.ContactRequester)
            .WithName(nameof(ContactRequester))
            .Changes();

    /// <summary>
    /// Why somebody is not the one to speak with the requester; null when he is: the unit that handles the case, and of a confidential one those above it or
    /// the callers of the city's centre, never the unit. Whoever calls back speaks of an open case only where the unit may not.
    /// </summary>
    /// <param name="isOpen"><see cref="CaseFile.RequesterIsOpenTo"/>.</param>
    public static Refused? NotTheirs(CaseFile file, Actor actor, Relation relation, bool isOpen) =>
        file.Confidential
            ? isOpen
                ? null
                : new(Refusal.Confidential)
            : relation.HasFlag(Relation.Own) && actor.Role != Role.Caller
                ? null
                : new(Refusal.UnitContacts);

    /// <summary>Why a contact can't be logged now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        !file.HasPerson ? new(Refusal.NoPersonToContact)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State == CaseState.Signed ? null
        : new(Refusal.NotSigned);

    /// <summary>From when on a try that reaches nobody counts as a further one; null when it does now.</summary>
    public static DateTimeOffset? CountsFrom(
        CaseFile file,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        file.ContactTriedAt?.AddMinutes(limits.ContactMinutes) is { } from && from > now
            ? from
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

        var counts = request.Reached || CountsFrom(file, limits, now) is null;
        return Happening.Of(
            Happened.Contacted,
            new ContactedFacts(
                request.Method,
                request.Reached,
                actor.Id,
                MeetingAfter(file, request, counts, limits),
                counts
            ),
            request.Note
        );
    }

    private static MeetingState? MeetingAfter(
        CaseFile file,
        Request request,
        bool counts,
        TimeLimits limits
    ) =>
        file.Meeting is MeetingState.Met ? null
        : request is { Reached: true, NoMeeting: true } ? MeetingState.NoNeed
        : request.Reached && file.Meeting == MeetingState.NotReached ? MeetingState.Invited
        : !request.Reached
        && counts
        && file.Meeting != MeetingState.NoNeed
        && file.ContactTries + 1 >= limits.ContactTries
            ? MeetingState.NotReached
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
            Operation.ContactRequester,
            FreeText.Check("note", request.Note),
            change =>
                change.NotTheirs() is { } refused
                    ? refused
                    : Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
