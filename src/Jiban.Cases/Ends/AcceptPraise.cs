using Jiban.Cases.Handling;
using Jiban.Cases.Links;
using Jiban.Dispatch.Contracts;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Ends;

/// <summary>Thanks (表扬) are linked to the case that they are for, and closed at once: nothing is to be handled, nobody is called back. Those that name their case need nobody for it (<see cref="AtOnce"/>); for others a person looks.</summary>
internal static class AcceptPraise
{
    /// <summary>Under which thanks that name their case stand in the journal: nobody is needed to pass them on.</summary>
    public const string AtTheDoor = "system";

    /// <param name="Of">The number of the praised case, when it is known.</param>
    /// <param name="Note">To whom it was passed on, at most 2,000 characters.</param>
    public sealed record Request(string? Of, string? Note);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/praise", HandleAsync)
            .Needs(Operation.AcceptPraise)
            .WithName(nameof(AcceptPraise))
            .Changes();

    /// <summary>Why it can't be taken as thanks now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.Kind != DemandKind.Praise ? new(Refusal.NoPraise)
        : file.State is CaseState.Queued or CaseState.Dispatched or CaseState.Signed
            ? Incident.BlocksEnd(file)
        : new(Refusal.AlreadyClosed);

    /// <param name="of">The praised case; null when none is named.</param>
    public static Decided Decide(CaseFile file, Request request, CaseFile? of, Actor actor) =>
        Blocks(file) is { } refused ? refused
        : request.Of is not null && (of is null || of.CaseId == file.CaseId)
            ? Refusal.UnknownPraised
        : new[]
        {
            Happening.Of(
                Happened.PraiseAccepted,
                new PraiseAcceptedFacts(of?.CaseId, of?.Number, actor.Id),
                request.Note
            ),
            Happening.Of(Happened.Closed, new ClosedFacts(ClosedHow.Praise, actor.Id)),
        };

    /// <summary>What is written with a registration of thanks that name their case.</summary>
    public static IReadOnlyList<Happening> AtOnce(CaseFile of) =>
        [
            Happening.Of(
                Happened.PraiseAccepted,
                new PraiseAcceptedFacts(of.CaseId, of.Number, Guid.Empty)
            ),
            Happening.Of(Happened.Closed, new ClosedFacts(ClosedHow.Praise, Guid.Empty)),
        ];

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        if (FreeText.Check("note", request.Note) is { } malformed)
        {
            return malformed;
        }

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.AcceptPraise,
            cancellation
        );
        var of = await PraisedAsync(change, request.Of, cancellation);
        var decided = Decide(change.File, request, of, change.Actor);
        if (of is not null && change.Refused is null && decided.Refused is null)
        {
            // Told to the one who earned it: the praise stands in the chain of the praised case too.
            await change.AppendAsync(
                of,
                [
                    Happening.Of(
                        Happened.Praised,
                        new PraisedFacts(change.File.CaseId, change.File.Number)
                    ),
                ],
                cancellation
            );
        }

        return await change.CommitAsync(decided, cancellation);
    }

    private static async Task<CaseFile?> PraisedAsync(
        CaseChange change,
        string? number,
        CancellationToken cancellation
    ) =>
        change.Refused is null
        && CaseNumber.TryRead(number ?? "", out var read)
        && await CaseStore.FindAsync(change.Connection, read, cancellation) is { } caseId
        && await change.HoldAsync(caseId, cancellation) is { } of
        && change.Refuse(of, Operation.ViewCases) is null
            ? of
            : null;
}
