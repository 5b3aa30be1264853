using Jiban.Cases.Handling;
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
    /// <param name="People">Who was there.</param>
    /// <param name="Found">What was checked and found.</param>
    /// <param name="Promises">What was promised, when anything was.</param>
    /// <param name="Attachments">Photos.</param>
    public sealed record Request(
        DateTimeOffset At,
        string? Place,
        string? People,
        string? Found,
        string? Promises,
        IReadOnlyList<Guid>? Attachments
    );

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

    public static Decided Decide(CaseFile file, Request request, Actor actor, DateTimeOffset now)
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (request.At > now || request.At < file.ReceivedAt)
        {
            return Refusal.MetWhen;
        }

        var photos = request.Attachments ?? [];
        return
            (request.Place?.Trim().Length ?? 0) >= 2
            && (request.People?.Trim().Length ?? 0) >= 2
            && FreeText.IsSaid(request.Found)
            ? Happening.Of(
                Happened.Met,
                new MetFacts(actor.Id, Chain.ToMicroseconds(request.At), photos.Count),
                Minutes(request),
                photos,
                "proof"
            )
            : Refusal.MeetingIncomplete;
    }

    /// <summary>One text under the key of the case, a line for each thing, as people read minutes.</summary>
    private static string Minutes(Request request) =>
        string.Join(
            '\n',
            new[]
            {
                ("地点", request.Place),
                ("参加人", request.People),
                ("现场核实", request.Found),
                ("承诺", request.Promises),
            }
                .Where(line => !string.IsNullOrWhiteSpace(line.Item2))
                .Select(line => $"{line.Item1}：{line.Item2!.Trim()}")
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
            Operation.RecordMeeting,
            FreeText.CheckLine("place", request.Place)
                ?? FreeText.CheckLine("people", request.People)
                ?? FreeText.Check("found", request.Found)
                ?? FreeText.Check("promises", request.Promises),
            change =>
                change.NotTheirs() is { } refused
                    ? refused
                    : Decide(change.File, request, change.Actor, change.Now),
            cancellation
        );
}
