using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// An inspector on duty looks at what a citizen asked for before a unit is sent (核实). As reported → dispatched as dispatch has chosen; nothing to be
/// seen → a person decides; nobody looked in time → dispatched without, by the clock.
/// </summary>
internal static class VerifyRequest
{
    /// <param name="Found">Whether it is as reported.</param>
    /// <param name="Note">Needed when nothing was found.</param>
    /// <param name="Attachments">One photo at least.</param>
    public sealed record Request(
        bool Found,
        string? Note,
        IReadOnlyList<Guid>? Attachments,
        SeenOnSite? Seen = null,
        IReadOnlyList<Guid>? Recordings = null
    ) : OnSiteLook(Note, Attachments, Seen, Recordings);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/verify", HandleAsync)
            .Needs(Operation.VerifyRequest)
            .WithName(nameof(VerifyRequest))
            .Changes();

    /// <summary>Why the actor may not look now; null when he may. It is one inspector's task.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.AwaitsVerification && actor.Id == file.Verifier ? null : new(Refusal.VerificationOver);

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

        var photos = request.Attachments ?? [];
        if (photos.Count == 0 || (!request.Found && !FreeText.IsSaid(request.Note)))
        {
            return Refusal.VerificationMissing;
        }

        if (SeenOnSite.IsBefore(request.Seen, file.ReceivedAt))
        {
            return Refusal.SeenBefore;
        }

        var verified = request.Kept(
            Happened.Verified,
            new VerifiedFacts(
                request.Found ? VerifyResult.Found : VerifyResult.NotFound,
                actor.Id,
                photos.Count,
                SeenOnSite.Facts(request.Seen)
            ),
            "verification"
        );
        return request.Found ? (Happening[])[verified, .. Dispatched(file, limits, now)] : verified;
    }

    /// <summary>What happens when the time for the look is over.</summary>
    public static IReadOnlyList<Happening> NotLooked(
        CaseFile file,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        [
            Happening.Of(Happened.Verified, new VerifiedFacts(VerifyResult.NotLooked, null, 0)),
            .. Dispatched(file, limits, now),
        ];

    /// <summary>To whom dispatch has chosen, with clocks that start now; nothing when a person chooses.</summary>
    private static IEnumerable<Happening> Dispatched(
        CaseFile file,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (file is not { VerifyUnit: { } unit, VerifyMode: { } mode })
        {
            return [];
        }

        var due = limits
            .DeadlinesFrom(file.Urgency, now, file.ReceivedAt)
            .Within(file.LimitAt(now));
        return
        [
            Happening.Of(
                Happened.Dispatched,
                new DispatchedFacts(
                    unit,
                    mode,
                    file.Confidence,
                    "rule",
                    null,
                    due.Sign,
                    due.Contact,
                    due.Resolve,
                    WorkingDays: due.WorkingDays
                )
            ),
        ];
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            Operation.VerifyRequest,
            await request.CheckAsync(id, "verify", request.Found, desk, cancellation),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
