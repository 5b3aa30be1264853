using Jiban.Cases.Limits;
using Jiban.Cases.Requests;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>
/// A person chooses the unit where no rule was sure (人工派单). The clocks of the unit start now. A class that is corrected brings its
/// tier when that is the more urgent one; what was pressing by its words stays so. Of a report that is only a recording the person writes down what it
/// says: these are its words from then on, and an entry of its own tells who wrote them.
/// </summary>
internal static class DispatchCase
{
    /// <param name="UnitId">The unit that must handle it.</param>
    /// <param name="ClassCode">The right class, when the understood one was wrong; the more urgent tier of the two counts.</param>
    /// <param name="Reason">Why, for whoever reads it later; at most 2,000 characters.</param>
    /// <param name="Words">What the recording says, 1 to 5,000 characters, where there is nothing else; left out for every other case.</param>
    public sealed record Request(
        Guid UnitId,
        string? ClassCode,
        string? Reason,
        string? Words = null
    );

    /// <param name="By">Who listened and wrote.</param>
    internal sealed record WordedFacts(Guid By);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/dispatch", HandleAsync)
            .Needs(Operation.DispatchCase)
            .WithName(nameof(DispatchCase))
            .Changes();

    /// <summary>Why it can't be dispatched now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Queued ? null : new(Refusal.NotQueued);

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        bool unitExists,
        DemandClass? corrected,
        TimeLimits limits,
        DateTimeOffset now
    )
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (!unitExists)
        {
            return Refusal.UnknownUnit;
        }

        if (request.ClassCode is not null && corrected is null)
        {
            return Refusal.UnknownClass;
        }

        var hasWords = !string.IsNullOrWhiteSpace(request.Words);
        if (file.OnlyVoice != hasWords)
        {
            return hasWords ? Refusal.WordsThere : Refusal.WordsMissing;
        }

        Urgency? raised = corrected is { Urgency: var tier } && tier < file.Urgency ? tier : null;
        var due = limits
            .DeadlinesFrom(raised ?? file.Urgency, now, file.CountsFrom(now))
            .Within(file.LimitAt(now));
        var dispatched = Happening.Of(
            Happened.Dispatched,
            new DispatchedFacts(
                request.UnitId,
                DispatchMode.ByPerson,
                1_000,
                actor.JournalName,
                request.ClassCode == file.ClassCode ? null : request.ClassCode,
                due.Sign,
                due.Contact,
                due.Resolve,
                raised,
                due.WorkingDays
            ),
            request.Reason
        );
        return file.OnlyVoice
            ? (Happening[])
                [
                    Happening.Of(Happened.Worded, new WordedFacts(actor.Id), request.Words) with
                    {
                        IsOfRegistration = true,
                    },
                    dispatched,
                ]
            : dispatched;
    }

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
            Operation.DispatchCase,
            FreeText.Check("reason", request.Reason)
                ?? (
                    string.IsNullOrWhiteSpace(request.Words)
                        ? null
                        : RequestText.Check(request.Words).Problem
                ),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    desk.City.Unit(request.UnitId) is not null,
                    request.ClassCode is { } code ? desk.Dispatcher.Class(code) : null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
