using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Outbox;

/// <summary>What has not left yet: what waits, and what a person must look at (死信).</summary>
internal static class ListMessages
{
    private const int Most = 200;

    /// <param name="CaseId">The case, or the whistle that has none (<paramref name="Subject"/>).</param>
    /// <param name="OrderNo">The city's number, when it is an order.</param>
    /// <param name="Fault">A code: unreachable, no-answer, not-connected, status-409 already-closed …</param>
    public sealed record Item(
        Guid CaseId,
        int Seq,
        string Destination,
        string What,
        DateTimeOffset At,
        string State,
        int Tries,
        DateTimeOffset NextAt,
        string? Fault,
        string? OrderNo,
        string Subject
    );

    /// <param name="Waiting">All that wait, also those that are not in the list.</param>
    /// <param name="Dead">All that a person must look at.</param>
    /// <param name="Items">At most 200: first those to look at, then those that have waited longest.</param>
    public sealed record Response(int Waiting, int Dead, IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/outbox", HandleAsync).Needs(Operation.ViewExchange).WithName("ListOutbox");

    private static async Task<Ok<Response>> HandleAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var items = (
            await connection.QueryAsync<Item>(
                new CommandDefinition(
                    """
                    select m.case_id, m.seq, m.destination, m.what, m.at, m.state, m.tries, m.next_at, m.fault, o.number as order_no, m.subject
                    from channels.outbox m left join channels.upstream_order o using (case_id)
                    where m.state in ('waiting', 'dead')
                    order by m.state = 'waiting', m.at, m.case_id, m.seq limit @Most
                    """,
                    new { Most },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var (waiting, dead) = await connection.QuerySingleAsync<(int, int)>(
            new CommandDefinition(
                """
                select count(*) filter (where state = 'waiting')::int, count(*) filter (where state = 'dead')::int
                from channels.outbox where state in ('waiting', 'dead')
                """,
                cancellationToken: cancellation
            )
        );
        return TypedResults.Ok(new Response(waiting, dead, items));
    }
}
