using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>A helping unit reports what it did (协办反馈). The result is the main unit's to report.</summary>
internal static class ReportAssistance
{
    /// <param name="Text">What was done, 4 to 2,000 characters.</param>
    /// <param name="Attachments">Photos that show it.</param>
    public sealed record Request(string? Text, IReadOnlyList<Guid>? Attachments);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/assistance/report", HandleAsync)
            .Needs(Operation.ReportAssistance)
            .WithName(nameof(ReportAssistance))
            .Changes();

    /// <summary>Why a unit has nothing to report now; null when it has.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.State is CaseState.Resolved or CaseState.Closed ? new(Refusal.NotWithUnit)
        : actor.UnitId is { } unit && file.AssistingOpenUnits.Contains(unit) ? null
        : new(Refusal.AssistanceReported);

    public static Decided Decide(CaseFile file, Request request, Actor actor) =>
        Blocks(file, actor) is { } refused ? refused
        : !FreeText.IsSaid(request.Text) ? Refusal.AnswerMissing
        : Happening.Of(
            Happened.AssistanceReported,
            new AssistanceReportedFacts(actor.UnitId!.Value, actor.Id),
            request.Text,
            request.Attachments
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
            Operation.ReportAssistance,
            FreeText.Check("text", request.Text),
            change => Decide(change.File, request, change.Actor),
            cancellation
        );
}
