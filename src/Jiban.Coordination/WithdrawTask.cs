using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>The caller's side takes an open task back, with a reason: decided by mistake, or not needed any more.</summary>
internal static class WithdrawTask
{
    public sealed record Request(string? Reason);

    private sealed record Facts(Guid Task);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/withdraw", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(WithdrawTask))
            .Answers();

    /// <summary>Why it can't be withdrawn by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing, WhistleTask task) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : task.State != TaskState.Open ? WhistleRefusal.TaskNotOpen
        : null;

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
            Typed.Check(("reason", request.Reason, Typed.LongestNote)),
            (_, standing, task) =>
                Blocks(standing, task)
                ?? (Typed.Says(request.Reason) ? null : WhistleRefusal.ReasonMissing),
            async (change, task) =>
            {
                var (_, problem) = await change.WriteAsync(
                    "taskWithdrawn",
                    new Facts(taskId),
                    request.Reason,
                    null,
                    cancellation
                );
                await change.ExecuteAsync(
                    "update coordination.task set state = 'withdrawn' where task_id = @taskId",
                    new { taskId },
                    cancellation
                );
                await Deadlines.MeetAsync(change, taskId, DeadlineKind.Task, cancellation);
                await change.TellCasesAsync(
                    new CaseNote.TaskWithdrawn(id, taskId, task.Kind, task.UnitId),
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
