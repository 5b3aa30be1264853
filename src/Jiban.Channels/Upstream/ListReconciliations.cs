using System.Globalization;
using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Upstream;

/// <summary>The days that were compared with the city's list, what differs, and what can be done about it.</summary>
internal static class ListReconciliations
{
    private const int MostDays = 31;

    /// <param name="Waiting">Messages of the order that have not arrived yet: what explains most differences.</param>
    public sealed record DifferencePart(
        string OrderNo,
        string What,
        string? Ours,
        string? Theirs,
        int Waiting,
        Guid? CaseId
    );

    /// <param name="Theirs">Null when the city could not be asked; <paramref name="Fault"/> says why.</param>
    public sealed record DayPart(
        DateOnly Day,
        DateTimeOffset At,
        int Ours,
        int? Theirs,
        string? Fault,
        IReadOnlyList<DifferencePart> Differences
    );

    /// <param name="Again">How many messages go out again.</param>
    public sealed record SentAgain(int Again);

    private static readonly Problem BadDay = new(
        StatusCodes.Status422UnprocessableEntity,
        "reconcile-day",
        "只能对账今天及以前的日期（如 2026-11-20）。",
        "A day is compared up to today (such as 2026-11-20)."
    );

    private static readonly Problem NothingToSend = new(
        StatusCodes.Status409Conflict,
        "nothing-to-send",
        "这个工单没有可以重发的消息。",
        "The order has no message that could be sent again."
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/reconciliations", ListAsync)
            .Needs(Operation.ViewExchange)
            .WithName(nameof(ListReconciliations));
        routes
            .MapPost("/reconciliations/{day}", RunAsync)
            .Needs(Operation.MendExchange)
            .WithName(nameof(ReconcileDay))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes
            .MapPost("/orders/{no}/send-again", SendAgainAsync)
            .Needs(Operation.MendExchange)
            .WithName("SendOrderAgain")
            .Produces<SentAgain>()
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<IReadOnlyList<DayPart>>> ListAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var days = (
            await connection.QueryAsync<(
                DateTime Day,
                DateTimeOffset At,
                int Ours,
                int? Theirs,
                string? Fault
            )>(
                new CommandDefinition(
                    "select day::timestamp as day, at, ours, theirs, fault from channels.reconciliation order by day desc limit @MostDays",
                    new { MostDays },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var differences = (
            await connection.QueryAsync<(
                DateTime Day,
                string Number,
                string What,
                string? Ours,
                string? Theirs,
                int Waiting,
                Guid? CaseId
            )>(
                new CommandDefinition(
                    """
                    select d.day::timestamp as day, d.number, d.what, d.ours, d.theirs,
                        (select count(*)::int from channels.outbox m
                         where m.case_id = o.case_id and m.destination = 'upstream' and m.state in ('waiting', 'dead')) as waiting,
                        o.case_id
                    from channels.difference d left join channels.upstream_order o using (number)
                    where d.day = any(@days) order by d.number
                    """,
                    new { days = days.Select(one => one.Day).ToArray() },
                    cancellationToken: cancellation
                )
            )
        ).ToLookup(one => one.Day);
        return TypedResults.Ok<IReadOnlyList<DayPart>>([
            .. days.Select(one => new DayPart(
                DateOnly.FromDateTime(one.Day),
                one.At,
                one.Ours,
                one.Theirs,
                one.Fault,
                [
                    .. differences[one.Day]
                        .Select(found => new DifferencePart(
                            found.Number,
                            found.What,
                            found.Ours,
                            found.Theirs,
                            found.Waiting,
                            found.CaseId
                        )),
                ]
            )),
        ]);
    }

    private static async Task<IResult> RunAsync(
        string day,
        ReconcileDay reconciliation,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (
            !DateOnly.TryParseExact(
                day,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var wanted
            )
            || wanted > CivilTime.DayOf(clock.GetUtcNow())
        )
        {
            return BadDay;
        }

        await reconciliation.RunAsync(wanted, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Every message of the order goes out again, in order and under its own key: what the city has it takes no second time.</summary>
    private static async Task<IResult> SendAgainAsync(
        string no,
        HttpContext http,
        Database database,
        AuditTrail trail,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var again = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                update channels.outbox set state = 'waiting', tries = 0, next_at = @now, fault = null, done_at = null
                where case_id = (select case_id from channels.upstream_order where number = @no)
                    and destination = 'upstream' and state in ('delivered', 'dead', 'givenUp')
                """,
                new { no, now = clock.GetUtcNow() },
                transaction,
                cancellationToken: cancellation
            )
        );
        if (again == 0)
        {
            return NothingToSend;
        }

        await trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(http.Actor().Id, "sendOrderAgain", no, "done"),
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new SentAgain(again));
    }
}
