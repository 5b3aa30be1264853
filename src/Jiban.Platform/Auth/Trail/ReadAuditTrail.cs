using Dapper;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Platform.Auth.Trail;

/// <summary>The trail for auditors, newest first.</summary>
internal static class ReadAuditTrail
{
    private const int LargestPage = 200;

    /// <param name="Detail">What of it: the fields that changed, the second factor that was used.</param>
    /// <param name="From">Keyed hash of the remote address: equal means the same place.</param>
    public sealed record Trace(
        Guid Id,
        DateTimeOffset At,
        Who? Actor,
        string Action,
        string? Subject,
        string? Purpose,
        string Outcome,
        string? Detail,
        string? From
    );

    public sealed record Who(Guid Id, string Name);

    /// <param name="Next">Give it back as <c>cursor</c> for what is older; absent at the end.</param>
    public sealed record Page(IReadOnlyList<Trace> Items, Guid? Next);

    private sealed record Row(
        Guid AuditId,
        DateTimeOffset At,
        Guid? ActorId,
        string? Name,
        string Action,
        string? Subject,
        string? Purpose,
        string Outcome,
        string? Detail,
        byte[]? RemoteHash
    );

    private sealed record Filter(
        Guid? Actor,
        string? Action,
        string? Subject,
        DateTimeOffset? From,
        DateTimeOffset? To,
        Guid? Cursor,
        int Limit
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/audit", Handle)
            .WithName(nameof(ReadAuditTrail))
            .WithTags("Audit")
            .Needs(Operation.Audit);

    /// <summary>The trail of sign-ins, reveals, exports and changes of settings, newest first.</summary>
    private static async Task<Ok<Page>> Handle(
        Database database,
        CancellationToken cancellation,
        Guid? actor = null,
        string? action = null,
        string? subject = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        Guid? cursor = null,
        int limit = 50
    )
    {
        var filter = new Filter(
            actor,
            action,
            subject,
            from,
            to,
            cursor,
            Math.Clamp(limit, 1, LargestPage)
        );
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(Sql(filter), filter, cancellationToken: cancellation)
            )
        ).AsList();
        var traces = rows.Take(filter.Limit).Select(ToTrace).ToArray();
        return TypedResults.Ok(new Page(traces, rows.Count > filter.Limit ? traces[^1].Id : null));
    }

    /// <summary>Only the filters that were given stand in the statement, so that each can use its index.</summary>
    private static string Sql(Filter filter)
    {
        string?[] conditions =
        [
            filter.Actor is null ? null : "t.actor_id = @Actor",
            filter.Action is null ? null : "t.action = @Action",
            filter.Subject is null ? null : "t.subject = @Subject",
            filter.From is null ? null : "t.at >= @From",
            filter.To is null ? null : "t.at < @To",
            filter.Cursor is null ? null : "t.audit_id < @Cursor",
        ];
        var where = string.Join(" and ", conditions.Where(condition => condition is not null));
        return $"""
            select t.audit_id, t.at, t.actor_id, a.name, t.action, t.subject, t.purpose, t.outcome, t.detail, t.remote_hash
            from platform.audit_trail t left join platform.account a on a.account_id = t.actor_id
            {(where.Length == 0 ? "" : "where " + where)}
            order by t.audit_id desc
            limit @Limit + 1
            """;
    }

    private static Trace ToTrace(Row row) =>
        new(
            row.AuditId,
            row.At,
            row.ActorId is { } id ? new Who(id, row.Name ?? "") : null,
            row.Action,
            row.Subject,
            row.Purpose,
            row.Outcome,
            row.Detail,
            row.RemoteHash is { } hash ? Convert.ToHexStringLower(hash.AsSpan(0, 6)) : null
        );
}
