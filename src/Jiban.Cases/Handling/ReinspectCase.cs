using Jiban.Cases.Clocks;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// Somebody other than the handler looks at the result (复查): the inspector who found it, or the back office. Not in order → the case goes back
/// to the one who resolved it.
/// </summary>
internal static class ReinspectCase
{
    /// <param name="Passed">Whether it is in order.</param>
    /// <param name="Attachments">Where nobody can be asked, one photo is needed, else words are enough.</param>
    public sealed record Request(
        bool Passed,
        string? Note,
        IReadOnlyList<Guid>? Attachments,
        SeenOnSite? Seen = null,
        IReadOnlyList<Guid>? Recordings = null
    ) : OnSiteLook(Note, Attachments, Seen, Recordings);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/reinspect", HandleAsync)
            .Needs(Operation.ReinspectCase)
            .WithName(nameof(ReinspectCase))
            .Changes();

    /// <summary>Why the actor may not look again now; null when he may. Whoever handled it may not, whatever he is by now.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State != CaseState.Resolved ? new(Refusal.NotResolved)
        : actor.Id == file.ResolvedBy || actor.Id == file.SignedBy ? new(Refusal.OwnCase)
        : file.ReinspectionPassed == true ? new(Refusal.AlreadyReinspected)
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

        if (SeenOnSite.IsBefore(request.Seen, file.ResolvedAt))
        {
            return Refusal.SeenBefore;
        }

        var photos = request.Attachments ?? [];
        return photos.Count > 0 ? Looked()
            : !file.HasPerson ? Refusal.ProofMissing
            : FreeText.IsSaid(request.Note) ? Looked()
            : Refusal.LookMissing;

        Happening Looked() =>
            request.Kept(
                Happened.Reinspected,
                new ReinspectedFacts(
                    request.Passed,
                    actor.Id,
                    photos.Count,
                    request.Passed ? null : ReportProgress.Next(file, limits, now),
                    SeenOnSite.Facts(request.Seen),
                    request.Passed ? null : ReportProgress.Days(file, limits)
                ),
                "reinspection"
            );
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
            Operation.ReinspectCase,
            await request.CheckAsync(id, "reinspect", request.Passed, desk, cancellation),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
