using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Cases.Promises;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Clocks;

/// <summary>
/// The requester is told how it stands without having to ask (进展反馈, S3): at least every so many days while a case is handled, more
/// rarely while it is suspended. What nobody asked for can be put aside and forgotten, so there the centre hears of it as often.
/// </summary>
internal static class ReportProgress
{
    /// <param name="Text">What the requester reads, 4 to 2,000 characters.</param>
    /// <param name="Kept">The promises and steps of the plan that are done now, by their keys.</param>
    public sealed record Request(string? Text, IReadOnlyList<string>? Kept = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/progress", HandleAsync)
            .Needs(Operation.ReportProgress)
            .WithName(nameof(ReportProgress))
            .Changes();

    /// <summary>Why nothing can be reported now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file is { HasPerson: false, State: not CaseState.Suspended }
            ? new(Refusal.NoPersonToContact)
        : file.State == CaseState.Closed ? new(Refusal.AlreadyClosed)
        : file.State is CaseState.Signed or CaseState.Suspended ? null
        : new(Refusal.NotSigned);

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file) is { } refused ? refused
        : !FreeText.IsSaid(request.Text) ? Refusal.AnswerMissing
        : (request.Kept ?? []).Any(key =>
            !file.Promises.Any(one => one.Key == key && one.State == PromiseState.Open)
        )
            ? Refusal.UnknownPromise
        : Report(file, actor, request.Text, limits, now, request.Kept);

    /// <summary>The word to the requester; the next one is due a limit later.</summary>
    public static Happening Report(
        CaseFile file,
        Actor actor,
        string? text,
        TimeLimits limits,
        DateTimeOffset now,
        IReadOnlyList<string>? kept = null
    ) =>
        Happening.Of(
            Happened.ProgressReported,
            new ProgressFacts(
                actor.Id,
                Next(file, limits, now),
                kept is { Count: > 0 } ? [.. kept.Distinct()] : null
            ),
            text
        );

    /// <summary>When the requester must hear again, or while it is put aside the centre; null when nobody must.</summary>
    public static DateTimeOffset? Next(CaseFile file, TimeLimits limits, DateTimeOffset now) =>
        file.HasPerson || file.State == CaseState.Suspended
            ? limits.Due(
                file.Urgency,
                file.State == CaseState.Suspended ? Step.SuspendedProgress : Step.Progress,
                now
            )
            : null;

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
            Operation.ReportProgress,
            FreeText.Check("text", request.Text),
            change => Decide(change.File, request, change.Actor, change.Limits, change.Now),
            cancellation
        );
}
