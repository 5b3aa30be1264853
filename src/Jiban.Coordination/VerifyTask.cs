using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>Somebody of the caller's side, or the named leader, looks whether a task is done (核验). One that is not done is open again.</summary>
internal static class VerifyTask
{
    /// <param name="Note">What was seen; needed when it is not done.</param>
    public sealed record Request(bool Passed, string? Note, IReadOnlyList<Guid>? Attachments);

    private sealed record Facts(Guid Task, bool Passed);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/verify", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(VerifyTask))
            .Answers();

    /// <summary>Why it can't be verified by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing, WhistleTask task) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : task.State != TaskState.Done ? WhistleRefusal.TaskNotDone
        : task.DoneBy == standing.Actor.Id ? WhistleRefusal.OwnTask
        : null;

    /// <summary>Why this look is refused; null when it is not. What was closed is not opened again. Pure.</summary>
    public static WhistleRefusal? Decide(Standing standing, WhistleTask task, Request request) =>
        Blocks(standing, task)
        ?? (
            request.Passed ? null
            : standing.Whistle.IsClosed ? WhistleRefusal.Closed
            : Typed.Says(request.Note) ? null
            : WhistleRefusal.ReasonMissing
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
            Typed.Check(("note", request.Note, Typed.LongestNote)),
            (_, standing, task) => Decide(standing, task, request),
            async (change, task) =>
            {
                var (_, problem) = await change.WriteAsync(
                    request.Passed ? "taskVerified" : "taskReturned",
                    new Facts(taskId, request.Passed),
                    request.Note,
                    request.Attachments,
                    cancellation
                );
                await change.ExecuteAsync(
                    request.Passed
                        ? "update coordination.task set state = 'verified', verified_at = @Now, verified_by = @by where task_id = @taskId"
                        : "update coordination.task set state = 'open', done_at = null, done_by = null, done_seq = null where task_id = @taskId",
                    new
                    {
                        change.Now,
                        by = change.Actor.Id,
                        taskId,
                    },
                    cancellation
                );
                await Deadlines.MeetAsync(change, taskId, DeadlineKind.Review, cancellation);
                if (!request.Passed)
                {
                    await Deadlines.OpenAsync(
                        change,
                        taskId,
                        DeadlineKind.Task,
                        task.DueAt,
                        await desk.Limits.CurrentAsync(cancellation),
                        cancellation
                    );
                }

                await change.TellCasesAsync(
                    request.Passed
                        ? new CaseNote.TaskVerified(id, taskId, task.Kind, task.UnitId)
                        : new CaseNote.TaskReturned(id, taskId, task.Kind, task.UnitId),
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
