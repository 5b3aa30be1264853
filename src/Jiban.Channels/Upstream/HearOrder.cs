using System.Text.Json;
using Jiban.Cases.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Crypto;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Upstream;

/// <summary>Takes what the city says about an order that it passed on: each word once, in one transaction with what it does to the case.</summary>
internal static class HearOrder
{
    public sealed record Note(string? Text);

    public sealed record Rejection(string? Reason, DateTimeOffset? Limit);

    /// <param name="Solved">solved | partly | not.</param>
    /// <param name="Satisfied">satisfied | basicallySatisfied | dissatisfied.</param>
    public sealed record CallBack(
        bool Reached,
        bool? Contacted,
        string? Solved,
        string? Satisfied,
        string? Reason
    );

    public sealed record ReturnDecision(bool Accepted, string? Reason);

    public sealed record Exclusion(string? Reason);

    /// <param name="State">dispatched, signed, resolved, closed …, as the case stands now.</param>
    public sealed record Response(string OrderNo, string Number, string State);

    private static readonly Problem UnknownOrder = new(
        StatusCodes.Status404NotFound,
        "unknown-order",
        "没有收到过这个工单。",
        "No such order was received."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapPost(
                "/orders/{no}/supervise",
                (string no, Note said, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(http, no, new CityWord.Supervise(said.Text))
            ),
            "SuperviseOrder"
        );
        Describe(
            routes.MapPost(
                "/orders/{no}/reject-result",
                (string no, Rejection said, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(http, no, new CityWord.RejectResult(said.Reason, said.Limit))
            ),
            "RejectOrderResult"
        );
        Describe(
            routes.MapPost(
                "/orders/{no}/callback",
                (string no, CallBack said, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(
                        http,
                        no,
                        new CityWord.CallBack(
                            said.Reached,
                            said.Contacted,
                            said.Solved,
                            said.Satisfied,
                            said.Reason
                        )
                    )
            ),
            "CallBackOrder"
        );
        Describe(
            routes.MapPost(
                "/orders/{no}/return/{id:int}/decision",
                (string no, int id, ReturnDecision said, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(
                        http,
                        no,
                        new CityWord.DecideReturn(id, said.Accepted, said.Reason)
                    )
            ),
            "DecideOrderReturn"
        );
        Describe(
            routes.MapPost(
                "/orders/{no}/close",
                (string no, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(http, no, new CityWord.Close())
            ),
            "CloseOrder"
        );
        Describe(
            routes.MapPost(
                "/orders/{no}/exclude",
                (string no, Exclusion said, HttpContext http, Hearing hearing) =>
                    hearing.HearAsync(http, no, new CityWord.Exclude(said.Reason))
            ),
            "ExcludeOrder"
        );
    }

    private static void Describe(RouteHandlerBuilder route, string name) =>
        route
            .Needs(Operation.ExchangeUpstream)
            .WithName(name)
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>What every word goes through.</summary>
    public sealed class Hearing(
        Database database,
        CaseOrders orders,
        LiveEvents live,
        KeyRing keys,
        TimeProvider clock
    )
    {
        public async Task<IResult> HearAsync(HttpContext http, string number, CityWord word)
        {
            var cancellation = http.RequestAborted;
            var (key, missing) = Receipt.OfWord(http.Request, number);
            if (key is null)
            {
                return missing!;
            }

            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var order = await Receipt.FindAsync(
                connection,
                transaction,
                Receipt.OfOrder(number),
                cancellation
            );
            if (order?.CaseId is not { } caseId)
            {
                return UnknownOrder;
            }

            var hash = Receipt.HashOf(http.Request, keys);
            var known = await Receipt.ClaimAsync(
                connection,
                transaction,
                key,
                hash,
                clock.GetUtcNow(),
                cancellation
            );
            if (known is not null)
            {
                return known.IsOf(http.Request, keys)
                    ? TypedResults.Ok(
                        JsonSerializer.Deserialize<Response>(known.Answer!, ApiJson.Options)
                    )
                    : Receipt.Differs;
            }

            var heard = await orders.HearAsync(connection, transaction, caseId, word, cancellation);
            if (heard.Changed is not { } changed)
            {
                return heard.Problem!; // Disposing the transaction rolls back: the word may come again when its time has come.
            }

            var response = new Response(number, changed.Number, changed.State);
            await Receipt.AnswerAsync(connection, transaction, key, caseId, response, cancellation);
            await transaction.CommitAsync(cancellation);
            live.Publish(changed);
            return TypedResults.Ok(response);
        }
    }
}
