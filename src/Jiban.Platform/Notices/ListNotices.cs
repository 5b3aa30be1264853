using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Platform.Notices;

/// <summary>What the own unit, or oneself, was told lately, latest first, and how much of it one has not read.</summary>
internal static class ListNotices
{
    private const int PageSize = 30;

    /// <summary>More than this many unread are one number: "99+".</summary>
    public const int MostCounted = 100;

    /// <summary>What somebody may be told: the notices of the own unit as far as the role may act on them, and one's own. Nobody is told of what was before one came.</summary>
    public const string IsOwn = """
        (n.to_id = @me or n.to_id = @unit) and n.needs = any(@operations)
        and n.at >= (select created_at from platform.account where account_id = @me)
        """;

    /// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
    /// <param name="Unread">How many are unread, at most 100.</param>
    public sealed record Response(IReadOnlyList<Item> Items, long? Next, int Unread);

    /// <param name="Kind">What happened: the kind of the journal entry, <c>taskAlarmed</c>, <c>reviewAlarmed</c>, <c>workLeft</c>, <c>deadLetter</c>.</param>
    /// <param name="Level">The rung of the ladder: 1 reminder, 2 late, 3 late for long.</param>
    /// <param name="Number">The number of the case.</param>
    /// <param name="Count">How many of the kind at once.</param>
    public sealed record Item(
        long Id,
        string Kind,
        int? Level,
        NoticeSubject Subject,
        Guid SubjectId,
        string? Number,
        int Count,
        DateTimeOffset? DueAt,
        DateTimeOffset At,
        bool Read
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("", HandleAsync).Needs(Operation.UseOwnSession).WithName(nameof(ListNotices));

    /// <summary>Who asks, as parameters of <see cref="IsOwn"/>.</summary>
    public static DynamicParameters Asking(Actor actor)
    {
        var asking = new DynamicParameters();
        asking.Add("me", actor.Id);
        asking.Add("unit", actor.UnitId ?? Guid.Empty);
        asking.Add(
            "operations",
            Permissions.Of(actor.Role).Select(operation => operation.ToString()).ToArray()
        );
        return asking;
    }

    /// <param name="cursor">What the page before said.</param>
    /// <param name="unread">Only what was not read.</param>
    private static async Task<Ok<Response>> HandleAsync(
        HttpContext http,
        Database database,
        CancellationToken cancellation,
        long? cursor = null,
        bool unread = false
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var asking = Asking(http.Actor());
        asking.Add("cursor", cursor);
        asking.Add("onlyUnread", unread);
        var found = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    $"""
                    select * from (
                        select n.notice_id, n.kind, n.level, n.subject, n.subject_id, n.number, n.count, n.due_at, n.at,
                            exists (select from platform.notice_read r where r.account_id = @me and r.notice_id = n.notice_id) as read
                        from platform.notice n
                        where {IsOwn} and (@cursor::bigint is null or n.notice_id < @cursor)) own
                    where not (@onlyUnread and read)
                    order by notice_id desc limit {PageSize + 1}
                    """,
                    asking,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var page = found.Take(PageSize).Select(row => row.ToItem()).ToList();
        return TypedResults.Ok(
            new Response(
                page,
                found.Count > PageSize ? page[^1].Id : null,
                await CountAsync(connection, asking, cancellation)
            )
        );
    }

    private static Task<int> CountAsync(
        NpgsqlConnection connection,
        DynamicParameters asking,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                $"""
                select count(*)::int from (
                    select from platform.notice n
                    where {IsOwn}
                        and not exists (select from platform.notice_read r where r.account_id = @me and r.notice_id = n.notice_id)
                    limit {MostCounted}) unread
                """,
                asking,
                cancellationToken: cancellation
            )
        );

    private sealed record Row(
        long NoticeId,
        string Kind,
        int? Level,
        string Subject,
        Guid SubjectId,
        string? Number,
        int Count,
        DateTimeOffset? DueAt,
        DateTimeOffset At,
        bool Read
    )
    {
        public Item ToItem() =>
            new(
                NoticeId,
                Kind,
                Level,
                Enum.Parse<NoticeSubject>(Subject, ignoreCase: true),
                SubjectId,
                Number,
                Count,
                DueAt,
                At,
                Read
            );
    }
}
