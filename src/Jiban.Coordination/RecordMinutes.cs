using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Coordination;

/// <summary>
/// What was said on site and what was decided (会商纪要): every decision, and every promise of a firm, becomes a task with an owner and a
/// deadline.
/// </summary>
internal static class RecordMinutes
{
    private const int MostTasks = 20;

    /// <param name="Text">What was said, 4 to 5,000 characters.</param>
    public sealed record Request(
        string? Text,
        IReadOnlyList<DecisionPart>? Decisions,
        IReadOnlyList<Guid>? Attachments
    );

    /// <param name="What">What is to be done, 4 to 2,000 characters.</param>
    /// <param name="UnitId">Who does it; for a promise of a firm, who sees to it.</param>
    /// <param name="GuidedBy">Under whose guidance.</param>
    /// <param name="PromisedBy">The firm that promised it.</param>
    /// <param name="NeedsConsent">Whether somebody must consent before it can be done.</param>
    /// <param name="Finding">The item of the checklist that it answers.</param>
    public sealed record DecisionPart(
        string? What,
        TaskKind Kind,
        Guid UnitId,
        DateTimeOffset DueAt,
        Proof? Proof,
        Guid? GuidedBy,
        string? PromisedBy,
        bool? NeedsConsent,
        int? Finding = null
    );

    /// <summary>The words of a task, as they stand in its box.</summary>
    internal sealed record TaskWords(string What, string? PromisedBy);

    private sealed record MinutesFacts(int Decisions);

    private sealed record TaskFacts(
        Guid Task,
        TaskKind Kind,
        Guid Unit,
        DateTimeOffset Due,
        int? Finding
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/minutes", HandleAsync)
            .Needs(Operation.LeadWhistle)
            .WithName(nameof(RecordMinutes))
            .Answers();

    /// <summary>Why nothing can be recorded by somebody now; null when it can.</summary>
    public static WhistleRefusal? Blocks(Standing standing) =>
        !standing.Leads ? WhistleRefusal.NotYours
        : standing.Whistle.IsClosed ? WhistleRefusal.Closed
        : null;

    /// <summary>Why these minutes are refused; null when they are not. Pure.</summary>
    public static WhistleRefusal? Decide(
        Standing standing,
        Request request,
        CitySnapshot city,
        WhistleLimits limits,
        DateTimeOffset now
    )
    {
        var decisions = request.Decisions ?? [];
        return Blocks(standing)
            ?? (
                !Typed.Says(request.Text) || decisions.Any(one => !Typed.Says(one.What))
                    ? WhistleRefusal.MinutesMissing
                : decisions.Any(one =>
                    city.Unit(one.UnitId) is null
                    || (one.GuidedBy is { } guide && city.Unit(guide) is null)
                )
                    ? WhistleRefusal.UnknownUnit
                : decisions.Any(one => one.DueAt <= now || one.DueAt > now.AddDays(limits.TaskDays))
                    ? WhistleRefusal.TimeOutOfRange
                : decisions.Any(one =>
                    one.Finding is { } ordinal && !standing.Parts.HasFinding(ordinal)
                )
                    ? WhistleRefusal.UnknownFinding
                : null
            );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        WhistleDesk desk,
        CancellationToken cancellation
    )
    {
        var limits = await desk.Limits.CurrentAsync(cancellation);
        return await desk.ChangeAsync(
            http,
            id,
            Check(request),
            (change, standing) => Decide(standing, request, desk.City, limits.Whistle, change.Now),
            async (change, _) =>
            {
                if (!await change.KeepsWordsAsync(cancellation))
                {
                    return WhistleRefusal.Erased.ToProblem();
                }

                var decisions = request.Decisions ?? [];
                var (_, problem) = await change.WriteAsync(
                    "minutes",
                    new MinutesFacts(decisions.Count),
                    request.Text,
                    request.Attachments,
                    cancellation
                );
                foreach (var decision in decisions)
                {
                    problem ??= await OpenAsync(
                        change,
                        desk.Ids.New(change.Now),
                        decision,
                        limits,
                        cancellation
                    );
                }

                return problem;
            },
            cancellation
        );
    }

    private static Problem? Check(Request request) =>
        request.Decisions?.Count > MostTasks
            ? Problem.Malformed(
                new Dictionary<string, string[]> { ["decisions"] = [$"一次最多{MostTasks}项。"] }
            )
            : Typed.Check([
                ("text", request.Text, Typed.LongestMinutes),
                .. (request.Decisions ?? []).SelectMany(
                    (one, i) =>
                        new (string, string?, int)[]
                        {
                            ($"decisions[{i}].what", one.What, Typed.LongestNote),
                            ($"decisions[{i}].promisedBy", one.PromisedBy, Typed.LongestLine),
                        }
                ),
            ]);

    private static async Task<Problem?> OpenAsync(
        WhistleChange change,
        Guid taskId,
        DecisionPart decision,
        CaseLimits.InForce limits,
        CancellationToken cancellation
    )
    {
        var firm = string.IsNullOrWhiteSpace(decision.PromisedBy)
            ? null
            : decision.PromisedBy.Trim();
        var (seq, problem) = await change.WriteAsync(
            "taskOpened",
            new TaskFacts(taskId, decision.Kind, decision.UnitId, decision.DueAt, decision.Finding),
            Typed.Boxed(new TaskWords(decision.What!.Trim(), firm)),
            null,
            cancellation
        );
        if (problem is not null)
        {
            return problem;
        }

        await change.ExecuteAsync(
            """
            insert into coordination.task (task_id, whistle_id, seq, kind, unit_id, due_at, proof, guided_by, promised, needs_consent, finding, state)
            values (@taskId, @WhistleId, @seq, @kind, @UnitId, @DueAt, @proof, @GuidedBy, @promised, @consent, @Finding, 'open')
            """,
            new
            {
                taskId,
                change.Whistle.WhistleId,
                seq,
                kind = Words.Of(decision.Kind),
                decision.UnitId,
                decision.DueAt,
                proof = Words.Of(decision.Proof ?? Proof.None),
                decision.GuidedBy,
                promised = firm is not null,
                consent = decision.NeedsConsent ?? false,
                decision.Finding,
            },
            cancellation
        );
        await Deadlines.OpenAsync(
            change,
            taskId,
            DeadlineKind.Task,
            decision.DueAt,
            limits,
            cancellation
        );
        await change.TellCasesAsync(
            new CaseNote.TaskOpened(
                change.Whistle.WhistleId,
                taskId,
                decision.Kind,
                decision.UnitId,
                decision.DueAt
            ),
            cancellation
        );
        return null;
    }
}
