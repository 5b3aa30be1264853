using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>
/// Somebody consents to what a task does (取得同意): who, how they stand to the owner, by what medium, when, and who witnessed it. Personal data:
/// it stands in a box only, and is shown masked (S18).
/// </summary>
internal static class RecordConsent
{
    /// <param name="Who">Who consents.</param>
    /// <param name="RelationToOwner">The owner, or how they stand to him.</param>
    /// <param name="At">When; now when it is left out.</param>
    /// <param name="Witness">Who saw or heard it.</param>
    public sealed record Request(
        string? Who,
        string? RelationToOwner,
        ConsentMedium Medium,
        DateTimeOffset? At,
        string? Witness
    );

    private sealed record Facts(Guid Task, ConsentMedium Medium, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/tasks/{taskId:guid}/consent", HandleAsync)
            .Needs(Operation.AnswerWhistle)
            .WithName(nameof(RecordConsent))
            .Answers();

    /// <summary>Why no consent can be recorded by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing, WhistleTask task) =>
        !standing.AnswersFor(task.UnitId) && !standing.Leads ? WhistleRefusal.NotYours
        : task.State != TaskState.Open ? WhistleRefusal.TaskNotOpen
        : !task.NeedsConsent || task.ConsentSeq is not null ? WhistleRefusal.ConsentNotNeeded
        : null;

    /// <summary>Why this consent is refused; null when it is not. Pure.</summary>
    public static WhistleRefusal? Decide(
        Standing standing,
        WhistleTask task,
        Request request,
        DateTimeOffset now
    ) =>
        Blocks(standing, task)
        ?? (
            string.IsNullOrWhiteSpace(request.Who)
            || string.IsNullOrWhiteSpace(request.RelationToOwner)
            || string.IsNullOrWhiteSpace(request.Witness)
            || (request.At is { } told && Chain.IsAhead(told, now))
                ? WhistleRefusal.ConsentIncomplete
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
            Typed.Check(
                ("who", request.Who, 60),
                ("relationToOwner", request.RelationToOwner, 60),
                ("witness", request.Witness, 60)
            ),
            (change, standing, task) => Decide(standing, task, request, change.Now),
            async (change, task) =>
            {
                if (!await change.KeepsWordsAsync(cancellation))
                {
                    return WhistleRefusal.Erased.ToProblem();
                }

                var at = Chain.ToMicroseconds(request.At ?? change.Now);
                var (seq, problem) = await change.WriteAsync(
                    "consented",
                    new Facts(taskId, request.Medium, at),
                    Typed.Boxed(
                        new Consent(
                            request.Who!.Trim(),
                            request.RelationToOwner!.Trim(),
                            request.Medium,
                            at,
                            request.Witness!.Trim()
                        )
                    ),
                    null,
                    cancellation
                );
                await change.ExecuteAsync(
                    "update coordination.task set consent_seq = @seq where task_id = @taskId",
                    new { seq, taskId },
                    cancellation
                );
                return problem;
            },
            cancellation
        );
}

/// <summary>By what somebody consented.</summary>
internal enum ConsentMedium
{
    InPerson,
    Phone,
    Video,
    Written,
}

/// <summary>A consent as it stands in its box.</summary>
internal sealed record Consent(
    string Who,
    string RelationToOwner,
    ConsentMedium Medium,
    DateTimeOffset At,
    string Witness
);
