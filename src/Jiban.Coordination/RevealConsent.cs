using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Who consented, in full, for a purpose and with a trace that stands or falls with the look (rules.md R-28).</summary>
internal static class RevealConsent
{
    public sealed record Request(string? Purpose);

    public sealed record Response(
        string Who,
        string RelationToOwner,
        ConsentMedium Medium,
        DateTimeOffset At,
        string Witness
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/consent/reveal", HandleAsync)
            .Needs(Operation.RevealRequester)
            .WithName(nameof(RevealConsent))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Guid id,
        Guid taskId,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        AuditTrail trail,
        CancellationToken cancellation
    )
    {
        if (
            !Typed.Says(request.Purpose)
            || Typed.Check(("purpose", request.Purpose, Typed.LongestLine)) is not null
        )
        {
            return WhistleRefusal.ReasonMissing.ToProblem();
        }

        await using var change = await desk.BeginAsync(http, id, cancellation);
        if (change.Standing is not { } standing)
        {
            return WhistleRefusal.UnknownWhistle.ToProblem();
        }

        if (change.Parts.TaskOf(taskId) is not { ConsentSeq: { } seq } task)
        {
            return WhistleRefusal.UnknownTask.ToProblem();
        }

        if (!standing.AnswersFor(task.UnitId) && !standing.Leads)
        {
            return WhistleRefusal.NotYours.ToProblem();
        }

        var texts = await WhistleTexts.ReadAsync(
            change.Connection,
            desk,
            [change.Whistle],
            change.Parts,
            [seq],
            cancellation
        );
        if (texts.Of(id, seq) is not { } box)
        {
            return WhistleRefusal.Erased.ToProblem();
        }

        await trail.WriteAsync(
            change.Connection,
            change.Transaction,
            new AuditEntry(
                change.Actor.Id,
                "revealConsent",
                taskId.ToString(),
                "done",
                request.Purpose!.Trim()
            ),
            cancellation
        );
        await change.Transaction.CommitAsync(cancellation);
        http.Response.Headers.CacheControl = "no-store";
        var consent = Typed.Unboxed<Consent>(box);
        return TypedResults.Ok(
            new Response(
                consent.Who,
                consent.RelationToOwner,
                consent.Medium,
                consent.At,
                consent.Witness
            )
        );
    }
}
