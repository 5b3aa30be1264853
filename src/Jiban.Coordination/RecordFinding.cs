using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>What was found for one item of the checklist of a joint inspection. A later look replaces an earlier one; both stay among the entries.</summary>
internal static class RecordFinding
{
    /// <param name="Note">What was seen; needed for a fault.</param>
    public sealed record Request(
        FindingResult Result,
        string? Note,
        IReadOnlyList<Guid>? Attachments
    );

    private sealed record Facts(int Ordinal, FindingResult Result);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/findings/{ordinal:int}", HandleAsync)
            .Needs(Operation.ViewWhistles)
            .WithName(nameof(RecordFinding))
            .Answers();

    /// <summary>Why nothing can be found by somebody now: only the caller's side, the named leader and those who were called look; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        !standing.Leads
        && !(
            standing.Parts.SummonsOf(standing.Unit) is not null
            && standing.AnswersFor(standing.Unit)
        )
            ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : null;

    /// <summary>Why this finding is refused; null when it is not. Pure.</summary>
    public static WhistleRefusal? Decide(Standing standing, int ordinal, Request request) =>
        Blocks(standing)
        ?? (
            standing.Parts.Findings.All(one => one.Ordinal != ordinal)
                ? WhistleRefusal.UnknownFinding
            : request.Result == FindingResult.Fault && !Typed.Says(request.Note)
                ? WhistleRefusal.ReasonMissing
            : null
        );

    private static Task<IResult> HandleAsync(
        Guid id,
        int ordinal,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Typed.Check(("note", request.Note, Typed.LongestNote)),
            (_, standing) => Decide(standing, ordinal, request),
            async (change, _) =>
            {
                var (seq, problem) = await change.WriteAsync(
                    "found",
                    new Facts(ordinal, request.Result),
                    request.Note,
                    request.Attachments,
                    cancellation
                );
                await change.ExecuteAsync(
                    "update coordination.finding set result = @result, seq = @seq where whistle_id = @id and ordinal = @ordinal",
                    new
                    {
                        result = Words.Of(request.Result),
                        seq,
                        id,
                        ordinal,
                    },
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
