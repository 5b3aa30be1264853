using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Outbox;

/// <summary>What a person does about a message that could not leave: try it again, or give it up with a reason. Both leave a trace.</summary>
internal static class MendMessage
{
    private const int ShortestReason = 4;
    private const int LongestReason = 200;

    /// <param name="Reason">4 to 200 characters; it stands in the audit trail, so it names nobody.</param>
    public sealed record GiveUp(string? Reason);

    private static readonly Problem NotThere = new(
        StatusCodes.Status409Conflict,
        "message-gone",
        "这条消息已经送达或已有人处理，请刷新。",
        "The message has arrived, or somebody has seen to it; reload."
    );

    private static readonly Problem ReasonMissing = new(
        StatusCodes.Status422UnprocessableEntity,
        "reason-missing",
        "请写明理由，4至200个字。",
        "Give the reason, 4 to 200 characters."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapPost("/outbox/{caseId:guid}/{seq:int}/{destination}/retry", RetryAsync),
            "RetryMessage"
        );
        Describe(
            routes.MapPost("/outbox/{caseId:guid}/{seq:int}/{destination}/give-up", GiveUpAsync),
            "GiveUpMessage"
        );
    }

    private static void Describe(RouteHandlerBuilder route, string name) =>
        route
            .Needs(Operation.MendExchange)
            .WithName(name)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> RetryAsync(
        Guid caseId,
        int seq,
        string destination,
        HttpContext http,
        Desk desk
    ) => desk.ChangeAsync(http, (caseId, seq, destination), "waiting", "retryMessage", null);

    private static async Task<IResult> GiveUpAsync(
        Guid caseId,
        int seq,
        string destination,
        GiveUp request,
        HttpContext http,
        Desk desk
    ) =>
        request.Reason?.Trim() is { Length: >= ShortestReason and <= LongestReason } reason
            ? await desk.ChangeAsync(
                http,
                (caseId, seq, destination),
                "givenUp",
                "giveUpMessage",
                reason
            )
            : ReasonMissing;

    /// <summary>One change of one message and its trace.</summary>
    public sealed class Desk(Database database, AuditTrail trail, TimeProvider clock)
    {
        public async Task<IResult> ChangeAsync(
            HttpContext http,
            (Guid CaseId, int Seq, string Destination) message,
            string state,
            string action,
            string? reason
        )
        {
            var cancellation = http.RequestAborted;
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // A message that is on its way just now is not taken from whoever sends it.
            var changed = await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    update channels.outbox set state = @state, tries = 0, next_at = @now,
                        done_at = case when @state = 'waiting' then null else @now end
                    where case_id = @CaseId and seq = @Seq and destination = @Destination
                        and (state = 'dead' or (state = 'waiting' and (lease_until is null or lease_until <= @now)))
                    """,
                    new
                    {
                        state,
                        now = clock.GetUtcNow(),
                        message.CaseId,
                        message.Seq,
                        message.Destination,
                    },
                    transaction,
                    cancellationToken: cancellation
                )
            );
            if (changed == 0)
            {
                return NotThere;
            }

            await trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    action,
                    $"{message.CaseId:D}/{message.Seq}/{message.Destination}",
                    "done",
                    reason
                ),
                cancellation
            );
            await transaction.CommitAsync(cancellation);
            return TypedResults.NoContent();
        }
    }
}
