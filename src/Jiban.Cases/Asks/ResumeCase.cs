using Jiban.Cases.Clocks;
using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>
/// A suspended case is taken up again (恢复办理): what was left of the limit runs on. The clock does it when the time is over, and when a report that was
/// due did not come (rules.md §2.2): what nobody reports on is not being worked at.
/// </summary>
internal static class ResumeCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/resume", HandleAsync)
            .Needs(Operation.ResumeCase)
            .WithName(nameof(ResumeCase))
            .Changes();

    /// <summary>Why it can't be taken up now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Suspended ? null : new(Refusal.NotSuspended);

    /// <param name="by">Who takes it up; null for the clock.</param>
    /// <param name="reportMissed">Whether the clock does it because no report came.</param>
    public static Decided Decide(
        CaseFile file,
        Guid? by,
        TimeLimits limits,
        DateTimeOffset now,
        bool reportMissed = false
    )
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        return Happening.Of(
            Happened.Resumed,
            new ResumedFacts(
                by,
                DueAfter(file, limits, now),
                ReportProgress.Next(file with { State = CaseState.Signed }, limits, now),
                limits.DaysGiven(file.Urgency, Step.Progress),
                reportMissed
            )
        );
    }

    /// <summary>
    /// The limit for the result of a case that comes back at <paramref name="now"/>: what was left runs on, and a limit that does not pause stands where it stood. What was late
    /// stays late. What was used up meanwhile gets a little time, never beyond the limit of the city's line.
    /// </summary>
    public static DateTimeOffset DueAfter(CaseFile file, TimeLimits limits, DateTimeOffset now)
    {
        if (file is { PausedSeconds: < 0, DueResolve: { } missed })
        {
            return missed;
        }

        var whole = limits.Due(file.Urgency, Step.Resolve, now);
        var given = now.AddHours(limits.Numbers.ResumeHours);
        var least = whole < given ? whole : given;
        least = file.GivenLimit < least ? file.GivenLimit.Value : least;
        var due = file.PausedSeconds is { } left ? now.AddSeconds(left) : file.DueResolve ?? least;
        return due > least ? due : least;
    }

    private static Task<IResult> HandleAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    ) =>
        desk.ChangeAsync(
            http,
            id,
            Operation.ResumeCase,
            malformed: null,
            change => Decide(change.File, change.Actor.Id, change.Limits, change.Now),
            cancellation
        );
}
