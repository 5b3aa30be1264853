using Jiban.Cases.Handling;
using Jiban.Cases.Lists;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>The centre names units that help the responsible one (主办、协办, R-06). The main unit stays responsible; each helping one reports its part.</summary>
internal static class AskAssistance
{
    private const int Most = 10;

    /// <param name="Units">All that are to help, at most ten; empty: none any more.</param>
    /// <param name="Reason">What they are to do, 4 to 2,000 characters.</param>
    public sealed record Request(IReadOnlyList<Guid>? Units, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/assistance", HandleAsync)
            .Needs(Operation.AskAssistance)
            .WithName(nameof(AskAssistance))
            .Changes();

    /// <summary>Why no help can be asked for now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State is CaseState.Dispatched or CaseState.Signed or CaseState.Suspended
            ? null
            : new(Refusal.NotWithUnit);

    /// <param name="exist">Whether every unit named exists.</param>
    public static Decided Decide(CaseFile file, Request request, bool exist, Actor actor)
    {
        var units = request.Units?.Distinct().ToList() ?? [];
        return Blocks(file) is { } refused ? refused
            : !exist || units.Contains(file.UnitId) || units.Count > Most ? Refusal.UnknownUnit
            : units.Count == 0 && file.Assisting is null ? Refusal.UnknownUnit
            : !FreeText.IsSaid(request.Reason) ? Refusal.ReasonMissing
            : Happening.Of(
                Happened.AssistanceAsked,
                new AssistanceAskedFacts(units, actor.Id),
                request.Reason
            );
    }

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("reason", request.Reason) is { } malformed)
        {
            return malformed;
        }

        var exist = request.Units?.All(unit => desk.City.Unit(unit) is not null) ?? true;
        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.AskAssistance,
            cancellation
        );
        if (
            await change.WriteAsync(
                Decide(change.File, request, exist, change.Actor),
                cancellation
            ) is
            { } refused
        )
        {
            return refused;
        }

        // The case is not theirs, so that of its change they hear nothing.
        desk.Live.Publish(
            new Notice("assistance", id, Operation.ReportAssistance, request.Units ?? [])
        );
        return await GetCase.AnswerAsync(http, desk, id, cancellation);
    }
}
