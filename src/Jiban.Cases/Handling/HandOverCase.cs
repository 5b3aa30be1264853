using Jiban.Cases.Ends;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Handling;

/// <summary>Somebody leaves or is away: a colleague of the same unit goes on with the case (移交). Several at once go through <see cref="ActOnMany"/>.</summary>
internal static class HandOverCase
{
    /// <param name="To">The account of the colleague.</param>
    /// <param name="Reason">Why, 4 to 2,000 characters.</param>
    public sealed record Request(Guid To, string? Reason);

    /// <summary>Somebody who may take it on.</summary>
    public sealed record Colleague(Guid Id, string Name);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/{id:guid}/hand-over", HandleAsync)
            .Needs(Operation.HandOverCase)
            .WithName(nameof(HandOverCase))
            .Changes();
        routes
            .MapGet("/{id:guid}/colleagues", ColleaguesAsync)
            .Needs(Operation.HandOverCase)
            .WithName("ListColleagues")
            .Produces<IReadOnlyList<Colleague>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Why it can't be handed over now; null when it can.</summary>
    public static Refused? Blocks(CaseFile file) =>
        file.State switch
        {
            CaseState.Signed or CaseState.Suspended or CaseState.Resolved => null,
            CaseState.Closed => new(Refusal.AlreadyClosed),
            CaseState.Queued or CaseState.Dispatched => new(Refusal.NotSigned),
            _ => new(Refusal.NotSigned),
        };

    /// <param name="mayTake">Whether the account named is open, handles cases, and is of the same unit.</param>
    public static Decided Decide(CaseFile file, Request request, bool mayTake, Actor actor) =>
        Blocks(file) is { } refused ? refused
        : actor.Role == Role.Handler && actor.Id != file.SignedBy ? Refusal.OthersCase
        : !mayTake || request.To == file.SignedBy ? Refusal.UnknownColleague
        : !FreeText.IsSaid(request.Reason) ? Refusal.ReasonMissing
        : Happening.Of(
            Happened.HandedOver,
            new HandedOverFacts(file.SignedBy!.Value, request.To, actor.Id),
            request.Reason
        );

    /// <summary>Whether an account may take a case of a unit on.</summary>
    public static async Task<bool> MayTakeAsync(
        CaseDesk desk,
        Guid unit,
        Guid account,
        CancellationToken cancellation
    ) => (await OfUnitAsync(desk, unit, cancellation)).Any(colleague => colleague.Id == account);

    private static async Task<IReadOnlyList<Colleague>> OfUnitAsync(
        CaseDesk desk,
        Guid unit,
        CancellationToken cancellation
    ) =>
        [
            .. (await desk.Accounts.ListAsync(unit, null, cancellation))
                .Where(account =>
                    !account.Disabled && account.Role is Role.Handler or Role.Secretary
                )
                .Select(account => new Colleague(account.AccountId, account.Name)),
        ];

    private static async Task<IResult> ColleaguesAsync(
        Guid id,
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var file = await CaseStore.LoadAsync(connection, id, cancellation);
        var refused = file is null
            ? new(Refusal.UnknownCase)
            : desk.Refuse(file, http.Actor(), Operation.HandOverCase);
        return refused is not null
            ? refused.ToProblem()
            : TypedResults.Ok(
                // Whoever has it already is no choice.
                (await OfUnitAsync(desk, file!.UnitId, cancellation)).Where(colleague =>
                    colleague.Id != file.SignedBy
                )
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

        await using var change = await desk.BeginAsync(
            http,
            id,
            Operation.HandOverCase,
            cancellation
        );
        var mayTake = await MayTakeAsync(desk, change.File.UnitId, request.To, cancellation);
        return await change.CommitAsync(
            Decide(change.File, request, mayTake, change.Actor),
            cancellation
        );
    }
}
