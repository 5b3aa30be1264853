using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Says which item of the checklist a task or a promise answers, when the minutes did not say it or said it wrong.</summary>
internal static class LinkTask
{
    /// <param name="Finding">The ordinal of the item; null takes the link away.</param>
    public sealed record Request(int? Finding);

    private sealed record Facts(Guid Task, int? Finding);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/finding", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(LinkTask))
            .Answers();

    /// <summary>Why it can't be linked by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing, WhistleTask task) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : standing.Parts.Findings.Count == 0 ? WhistleRefusal.UnknownFinding
        : task.State == TaskState.Withdrawn ? WhistleRefusal.TaskNotOpen
        : null;

    /// <summary>Why this link is refused; null when it is not. Pure.</summary>
    public static WhistleRefusal? Decide(Standing standing, WhistleTask task, Request request) =>
        Blocks(standing, task)
        ?? (
            request.Finding is { } ordinal && !standing.Parts.HasFinding(ordinal)
                ? WhistleRefusal.UnknownFinding
                : null
        );

    private static Task<IResult> HandleAsync(
        Guid id,
        Guid taskId,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeTaskAsync(
            http,
            id,
            taskId,
            malformed: null,
            (_, standing, task) => Decide(standing, task, request),
            async (change, task) =>
            {
                var (_, problem) = await change.WriteAsync(
                    "taskLinked",
                    new Facts(taskId, request.Finding),
                    null,
                    null,
                    cancellation
                );
                await change.ExecuteAsync(
                    "update coordination.task set finding = @Finding where task_id = @taskId",
                    new { request.Finding, taskId },
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
