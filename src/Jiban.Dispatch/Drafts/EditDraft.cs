using Dapper;
using Jiban.Dispatch.Settings;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Dispatch.Drafts;

/// <summary>Writes and takes out rules of a draft, and drops a draft. What is in force stays as it is.</summary>
internal static class EditDraft
{
    /// <param name="Version">The version of the draft that was looked at.</param>
    public sealed record Change(Rules.Change Rule, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/api/dispatch/drafts/{id:guid}/rules/{code}", PutAsync)
            .WithName(nameof(EditDraft))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
        routes
            .MapDelete("/api/dispatch/drafts/{id:guid}/rules/{code}", TakeOutAsync)
            .WithName("TakeRuleOutOfDraft")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
        routes
            .MapDelete("/api/dispatch/drafts/{id:guid}", DropAsync)
            .WithName("DropDraft")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Needs(Operation.EditSettings);
    }

    private static async Task<IResult> PutAsync(
        Guid id,
        string code,
        Change wanted,
        HttpContext http,
        DraftDesk desk,
        CancellationToken cancellation
    )
    {
        var rule = wanted.Rule.ToRule(code);
        return Rules.Malformed(wanted.Rule, rule, desk.Dispatcher)
            ?? await desk.ChangeAsync(
                http,
                id,
                wanted.Version,
                "editSettings",
                async (connection, transaction, draft) =>
                {
                    await DraftStore.PutAsync(connection, transaction, draft.DraftId, rule);
                    return null;
                },
                cancellation
            )
            ?? (IResult)TypedResults.NoContent();
    }

    private static async Task<IResult> TakeOutAsync(
        Guid id,
        string code,
        int version,
        HttpContext http,
        DraftDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            version,
            "editSettings",
            async (connection, transaction, draft) =>
            {
                await connection.ExecuteAsync(
                    "delete from dispatch.draft_rule where draft_id = @DraftId and code = @code",
                    new { draft.DraftId, code },
                    transaction
                );
                return null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();

    private static async Task<IResult> DropAsync(
        Guid id,
        int version,
        HttpContext http,
        DraftDesk desk,
        CancellationToken cancellation
    ) =>
        await desk.ChangeAsync(
            http,
            id,
            version,
            "editSettings",
            async (connection, transaction, draft) =>
            {
                await desk.DecideAsync(connection, transaction, http, draft, DraftState.Dropped);
                return null;
            },
            cancellation
        ) ?? (IResult)TypedResults.NoContent();
}
