using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Links;

/// <summary>
/// A person links a case to the earlier one that it repeats (重复诉求, S16), or takes the link off again. A repeat comes with that history,
/// and is closed the same way again only by a leader.
/// </summary>
internal static class LinkRepeat
{
    /// <param name="Of">The earlier case; null takes the link off, or says that it is not the one that the words made likely.</param>
    public sealed record Request(Guid? Of);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/repeat", HandleAsync)
            .Needs(Operation.LinkRepeat)
            .WithName(nameof(LinkRepeat))
            .Changes();

    /// <summary>Why nothing can be linked now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State == CaseState.Closed ? new(Refusal.AlreadyClosed) : null;

    /// <param name="earlier">The case named; null when there is none, or the actor may not see it.</param>
    public static Decided Decide(CaseFile file, Request request, CaseFile? earlier, Actor actor)
    {
        if (Blocks(file) is { } refused)
        {
            return refused;
        }

        if (request.Of is null)
        {
            return (file.RepeatOf ?? file.LikelyRepeatOf) is { } of
                ? Happening.Of(Happened.RepeatUnlinked, new RepeatUnlinkedFacts(of, actor.Id))
                : Refusal.NotARepeat;
        }

        return earlier is null || earlier.ReceivedAt >= file.ReceivedAt
            ? Refusal.NoEarlierCase
            : Linked(earlier, actor.Id);
    }

    /// <summary>The link to an earlier case.</summary>
    /// <param name="by">Null for the rule.</param>
    /// <param name="why">How sure the rule is, where it goes by the words.</param>
    public static Happening Linked(CaseFile earlier, Guid? by, RepeatScore? why = null) =>
        Happening.Of(
            Happened.RepeatLinked,
            new RepeatLinkedFacts(earlier.CaseId, earlier.Number, earlier.Outcome, by, why)
        );

    /// <summary>What the rule does with an earlier case that the words name: a clear one it links, an unclear one a person must judge.</summary>
    public static Happening ByWords(FoundRepeat found, RepeatRule rule) =>
        rule.Link > 0 && found.Why.Score >= rule.Link
            ? Linked(found.Earlier, null, found.Why)
            : Happening.Of(
                Happened.RepeatLikely,
                new RepeatLikelyFacts(found.Earlier.CaseId, found.Earlier.Number, found.Why)
            );

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.LinkRepeat,
            cancellation
        );
        // Whom a case repeats says who asked; with who may not know it, the answer is the same whether there is a link or not.
        if (
            change.File is { Confidential: true } secret
            && !desk.KnowsWhoAsked(secret, change.Actor)
        )
        {
            return await change.CommitAsync(Refusal.Confidential, cancellation);
        }

        var earlier = request.Of is { } of
            ? await CaseStore.LoadAsync(change.Connection, of, cancellation)
            : null;
        if (
            earlier is not null
            && (
                change.Refuse(earlier, Operation.ViewCases) is not null
                || !desk.KnowsWhoAsked(earlier, change.Actor)
            )
        )
        {
            earlier = null;
        }

        var secrets = await PersonLinks.SecretAsync(
            change.Connection,
            desk,
            change.Actor,
            [change.File],
            cancellation
        );
        return await change.CommitAsync(
            Decide(
                secrets.Count == 0 ? change.File : change.File with { RepeatOf = null },
                request,
                earlier,
                change.Actor
            ),
            cancellation
        );
    }
}
