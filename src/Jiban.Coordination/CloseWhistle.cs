using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>The caller's side ends a whistle: every build task is done, and every fault that was found has somebody who sees to it. What is to be kept in order afterwards goes on; nobody is waited for any more.</summary>
internal static class CloseWhistle
{
    public sealed record Request(string? Summary);

    private sealed record Facts(int NotCome);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/close", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(CloseWhistle))
            .Answers();

    /// <summary>Why it can't be closed by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : standing.Parts.Tasks.Any(task => task is { Kind: TaskKind.Build, State: TaskState.Open })
            ? WhistleRefusal.BuildTasksOpen
        : standing.Parts.Findings.Any(standing.Parts.IsOpen) ? WhistleRefusal.FindingsOpen
        : null;

    private static Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Typed.Check(("summary", request.Summary, Typed.LongestNote)),
            (_, standing) => Blocks(standing),
            async (change, _) =>
            {
                await change.ExecuteAsync(
                    """
                    update coordination.whistle set closed_at = @Now, closed_by = @by where whistle_id = @id;
                    update coordination.summons set escalate_at = null where whistle_id = @id
                    """,
                    new
                    {
                        change.Now,
                        by = change.Actor.Id,
                        id,
                    },
                    cancellation
                );
                var (_, problem) = await change.WriteAsync(
                    "closed",
                    new Facts(change.Parts.Summons.Count(one => one.ArrivedAt is null)),
                    request.Summary,
                    null,
                    cancellation
                );
                await change.TellCasesAsync(new CaseNote.WhistleClosed(id), cancellation);
                return problem;
            },
            cancellation
        );
}
