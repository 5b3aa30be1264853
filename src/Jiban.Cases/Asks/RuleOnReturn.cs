using Jiban.Cases.Handling;
using Jiban.Cases.Limits;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Asks;

/// <summary>An arbiter says for good whose a case is (裁定). The unit named may not return it again.</summary>
internal static class RuleOnReturn
{
    /// <param name="UnitId">Whose it is; may be the unit that has it.</param>
    /// <param name="Reason">Why, 4 to 2,000 characters; both units read it.</param>
    public sealed record Request(Guid UnitId, string? Reason);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/{id:guid}/return/rule", HandleAsync)
            .Needs(Operation.RuleOnReturn)
            .WithName(nameof(RuleOnReturn))
            .Changes();

    /// <summary>Why nothing can be ruled on now; null when the actor may.</summary>
    public static Refused? Blocks(CaseFile file, Actor actor) =>
        file.Asked != Ask.Return ? new(Refusal.NothingAsked)
        : actor.Id == file.AskedBy ? new(Refusal.OwnAsk)
        : null;

    public static Decided Decide(
        CaseFile file,
        Request request,
        Actor actor,
        bool unitExists,
        TimeLimits limits,
        DateTimeOffset now
    ) =>
        Blocks(file, actor) is { } refused ? refused
        : !unitExists ? Refusal.UnknownUnit
        : !FreeText.IsSaid(request.Reason) ? Refusal.ReasonMissing
        : request.UnitId == file.UnitId
            ? JudgeReturn.Judged(
                file,
                ReturnVerdict.Ruled,
                request.UnitId,
                request.Reason,
                actor,
                null
            )
        : JudgeReturn.Redispatch(
            file,
            ReturnVerdict.Ruled,
            request.UnitId,
            request.Reason,
            actor,
            limits,
            now
        );

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
            Operation.RuleOnReturn,
            FreeText.Check("reason", request.Reason),
            change =>
                Decide(
                    change.File,
                    request,
                    change.Actor,
                    desk.City.Unit(request.UnitId) is not null,
                    change.Limits,
                    change.Now
                ),
            cancellation
        );
}
