using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Meetings;

/// <summary>They met: where, when, who was there, what was found and what was promised (见面记录, S2). It counts as contact.</summary>
internal static class RecordMeeting
{
    /// <param name="At">When they met.</param>
    /// <param name="Place">Where.</param>
    /// <param name="People">Who was there, one by one; 1 to 200 characters each, 20 at most.</param>
    /// <param name="Found">What was checked and found, 4 to 2,000 characters.</param>
    /// <param name="Promises">What was promised by when; the clock of the case follows it.</param>
    /// <param name="Attachments">Photos.</param>
    public sealed record Request(
        DateTimeOffset At,
        string? Place,
        IReadOnlyList<string>? People,
        string? Found,
        IReadOnlyList<PromiseSaid>? Promises,
        IReadOnlyList<Guid>? Attachments
    );

    private const int MostPeople = 20;

    /// <summary>How finely a time is typed.</summary>
    private static readonly TimeSpan Typed = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/meeting", HandleAsync)
            .Needs(Operation.RecordMeeting)
            .WithName(nameof(RecordMeeting))
            .Changes();

    /// <summary>Why no meeting can be recorded now; null when one can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        !file.HasPerson ? new(Refusal.NoPersonToContact)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State == CaseState.Signed ? null
        : new(Refusal.NotSigned);

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

        // Of the receipt the minute counts, in which a page tells the time: whoever is registered face to face is met then.
        var at = Chain.ToMicroseconds(request.At);
        if (Chain.IsAhead(at, now) || at <= file.ReceivedAt - Typed)
        {
            return Refusal.MetWhen;
        }

        at = at < file.ReceivedAt ? file.ReceivedAt : at;

        var (people, promises) = (request.People ?? [], request.Promises ?? []);
        if (
            !(request.Place?.Trim().Length >= 2)
            || people.Count is 0 or > MostPeople
            || people.Any(one => string.IsNullOrWhiteSpace(one))
            || !FreeText.IsSaid(request.Found)
        )
        {
            return Refusal.MeetingIncomplete;
        }

        if (!PromiseSaid.AreWhole(promises, now, now.AddDays(limits.Numbers.PromiseDays)))
        {
            return Refusal.PromiseIncomplete;
        }

        var photos = request.Attachments ?? [];
        return Happening.Of(
            Happened.Met,
            new MetFacts(actor.Id, at, photos.Count, people.Count, PromiseSaid.DuesOf(promises)),
            new WrittenFields(
                request.Place.Trim(),
                [.. people.Select(one => one.Trim())],
                request.Found!.Trim(),
                null,
                WrittenFields.Of(promises)
            ).ToText(),
            photos,
            "proof"
        );
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
            Operation.RecordMeeting,
            FreeText.CheckLine("place", request.Place)
                ?? (request.People ?? [])
                    .Select(one => FreeText.CheckLine("people", one))
                    .FirstOrDefault(it => it is not null)
                ?? FreeText.Check("found", request.Found)
                ?? PromiseSaid.Check("promises", request.Promises),
            change =>
                change.NotTheirs() is { } refused
                    ? refused
                    : Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
