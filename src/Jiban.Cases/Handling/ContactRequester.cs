using Jiban.Cases.Meetings;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// The unit logs a try to contact the requester (联系); with whom the unit may not know, the centre above speaks. Only a try that reached somebody meets the deadline. What the requester says to
/// the invitation to meet is taken down with it.
/// </summary>
internal static class ContactRequester
{
    /// <summary>Tries of a unit after which a requester counts as not reached, and the case may be handled without a meeting.</summary>
    public const int TriesUntilNotReached = 3;

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
    /// Why somebody is not the one to speak with the requester; null when he is: the unit that handles the case, and of a confidential one those above it,
    /// never the unit.
    /// </summary>
    public static Refused? NotTheirs(CaseFile file, Actor actor, Relation relation) =>
        file.Confidential
            ? file.RequesterIsOpenTo(actor, relation)
                ? null
                : new(Refusal.Confidential)
            : relation.HasFlag(Relation.Own)
                ? null
                : new(Refusal.UnitContacts);

    /// <summary>Why a contact can't be logged now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        !file.HasPerson ? new(Refusal.NoPersonToContact)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State == CaseState.Signed ? null
        : new(Refusal.NotSigned);

    public static Decided Decide(CaseFile file, Request request, Actor actor) =>
        Blocks(file) is { } refused
            ? refused
            : Happening.Of(
                Happened.Contacted,
                new ContactedFacts(
                    request.Method,
                    request.Reached,
                    actor.Id,
                    MeetingAfter(file, request)
                ),
                request.Note
            );

    private static MeetingState? MeetingAfter(CaseFile file, Request request) =>
        file.Meeting is MeetingState.Met ? null
        : request is { Reached: true, NoMeeting: true } ? MeetingState.NoNeed
        : request.Reached && file.Meeting == MeetingState.NotReached ? MeetingState.Invited
        : !request.Reached
        && file.Meeting != MeetingState.NoNeed
        && file.ContactTries + 1 >= TriesUntilNotReached
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
                    : Decide(change.File, request, change.Actor),
            cancellation
        );
}
