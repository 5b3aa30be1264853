using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>The owner of a task says that it is done, with the proof that was asked for.</summary>
internal static class DoTask
{
    /// <param name="Note">What was done, at most 2,000 characters.</param>
    /// <param name="Attachments">Photos taken afterwards.</param>
    public sealed record Request(string? Note, IReadOnlyList<Guid>? Attachments);

    private sealed record Facts(Guid Task, Guid Unit);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/done", HandleAsync)
            .Needs(Operation.AnswerWhistle)
            .WithName(nameof(DoTask))
            .Answers();

    /// <summary>Why it can't be reported as done by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing, WhistleTask task) =>
        !standing.AnswersFor(task.UnitId) ? WhistleRefusal.NotYours
        : task.State != TaskState.Open ? WhistleRefusal.TaskNotOpen
        : task is { NeedsConsent: true, ConsentSeq: null } ? WhistleRefusal.ConsentMissing
        : null;

    /// <summary>Why this report is refused; null when it is not. Pure.</summary>
    public static WhistleRefusal? Decide(Standing standing, WhistleTask task, Request request) =>
        Blocks(standing, task)
        ?? task.Proof switch
        {
            Proof.Photo when request.Attachments is not { Count: > 0 } =>
                WhistleRefusal.ProofMissing,
            Proof.Text when !Typed.Says(request.Note) => WhistleRefusal.ProofMissing,
            _ => null,
        };

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
                var (seq, problem) = await change.WriteAsync(
                    "taskDone",
                    new Facts(taskId, task.UnitId),
                    request.Note,
                    request.Attachments,
                    cancellation
                );
                await change.ExecuteAsync(
                    "update coordination.task set state = 'done', done_at = @Now, done_by = @by, done_seq = @seq where task_id = @taskId",
                    new
                    {
                        change.Now,
                        by = change.Actor.Id,
                        seq,
                        taskId,
                    },
                    cancellation
                );
                await Deadlines.MeetAsync(change, taskId, DeadlineKind.Task, cancellation);
                var limits = await desk.Limits.CurrentAsync(cancellation);
                await Deadlines.OpenAsync(
                    change,
                    taskId,
                    DeadlineKind.Review,
                    limits.ReviewDue(change.Now),
                    limits,
                    cancellation,
                    limits.ReviewDays
                );
                await change.TellCasesAsync(
                    new CaseNote.TaskDone(id, taskId, task.Kind, task.UnitId),
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}
