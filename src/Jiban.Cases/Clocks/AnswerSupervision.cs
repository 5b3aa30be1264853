using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Clocks;

/// <summary>
/// The unit answers whoever supervised its case (督办回复): where it stands and by when it is done. The requester does not read it, so it is also the answer of a
/// case that nobody asked for. It may be answered again; the case stays supervised until there is a result.
/// </summary>
internal static class AnswerSupervision
{
    /// <param name="Text">Where it stands and by when it is done, 4 to 2,000 characters.</param>
    /// <param name="Attachments">Photos that show it.</param>
    public sealed record Request(string? Text, IReadOnlyList<Guid>? Attachments);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/supervise/answer", HandleAsync)
            .Needs(Operation.AnswerSupervision)
            .WithName(nameof(AnswerSupervision))
            .Changes();

    /// <summary>Why there is nothing to answer now; null when there is.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State is not (CaseState.Dispatched or CaseState.Signed or CaseState.Suspended)
            ? new(Refusal.NotWithUnit)
        : file.SupervisedAt is null ? new(Refusal.NotSupervised)
        : null;

    public static Decided Decide(CaseFile file, Request request, Actor actor) =>
        Blocks(file) is { } refused ? refused
        : !FreeText.IsSaid(request.Text) ? Refusal.AnswerMissing
        : Happening.Of(
            Happened.SupervisionAnswered,
            new SupervisionAnsweredFacts(actor.Id, file.SupervisedBy),
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
            Operation.AnswerSupervision,
            FreeText.Check("text", request.Text),
            change => Decide(change.File, request, change.Actor),
            cancellation
        );
}
