using Jiban.Cases.Limits;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>A person chooses the unit where no rule was sure (人工派单). The clocks of the unit start now.</summary>
internal static class DispatchCase
{
    /// <param name="UnitId">The unit that must handle it.</param>
    /// <param name="ClassCode">The right class, when the understood one was wrong.</param>
    /// <param name="Reason">Why, for whoever reads it later; at most 2,000 characters.</param>
    public sealed record Request(Guid UnitId, string? ClassCode, string? Reason);

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
        bool classExists,
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

        if (!classExists)
        {
            return Refusal.UnknownClass;
        }

        var due = limits.DeadlinesFrom(file.Urgency, now);
        return Happening.Of(
            Happened.Dispatched,
            new DispatchedFacts(
                request.UnitId,
                DispatchMode.ByPerson,
                1_000,
                actor.JournalName,
                request.ClassCode == file.ClassCode ? null : request.ClassCode,
                due.Sign,
                due.Contact,
                due.Resolve
            ),
            request.Reason
        );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        LimitsRegistry limits,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("reason", request.Reason) is { } malformed)
        {
            return malformed;
        }

        var unitExists = desk.City.Unit(request.UnitId) is not null;
        var classExists =
            request.ClassCode is null || desk.Dispatcher.Class(request.ClassCode) is not null;
        var inForce = await limits.CurrentAsync(cancellation);
        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.DispatchCase,
            cancellation
        );
        return await change.CommitAsync(
            Decide(
                change.File,
                request,
                change.Actor,
                unitExists,
                classExists,
                inForce,
                change.Now
            ),
            cancellation
        );
    }
}
