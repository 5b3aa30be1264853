using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Ends;

/// <summary>A wrong entry is put right by a new one (更正), by the one who wrote it or somebody above: nothing in a chain is ever edited. Whoever was told the wrong words is told the right ones: the requester, and of a result or progress the city.</summary>
internal static class CorrectEntry
{
    /// <param name="Seq">The entry that is wrong.</param>
    /// <param name="Text">What is right, 4 to 2,000 characters.</param>
    public sealed record Request(int Seq, string? Text);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/correct", HandleAsync)
            .Needs(Operation.CorrectEntry)
            .WithName(nameof(CorrectEntry))
            .Changes();

    /// <param name="wrong">The entry named; null when there is none.</param>
    public static Decided Decide(JournalEntry? wrong, Request request, Actor actor) =>
        wrong is null or { Kind: Happened.Corrected } ? Refusal.UnknownEntry
        : wrong.Actor != actor.JournalName && actor.Role is not (Role.Leader or Role.Dispatcher)
            ? Refusal.OthersEntry
        : !FreeText.IsSaid(request.Text) ? Refusal.ReasonMissing
        : Happening.Of(
            Happened.Corrected,
            new CorrectedFacts(request.Seq, actor.Id, wrong.Kind),
            request.Text
        );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("text", request.Text) is { } malformed)
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.CorrectEntry,
            cancellation
        );
        var entries = await Journal.ReadAsync(change.Connection, id, cancellation);
        return await change.CommitAsync(
            Decide(
                entries.FirstOrDefault(entry => entry.Seq == request.Seq),
                request,
                change.Actor
            ),
            cancellation
        );
    }
}
