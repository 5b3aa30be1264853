using Dapper;
using Jiban.Cases.Handling;
using Jiban.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Cases.Lists;

/// <summary>Who handles the open cases that one may see, the most first: whose they are, and what somebody left behind.</summary>
internal static class ListSigners
{
    private const int Most = 100;

    /// <param name="Open">How many of them are open.</param>
    /// <param name="Left">The account was closed: somebody must take them on.</param>
    public sealed record Item(Guid Id, string Name, int Open, bool Left);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/signers", HandleAsync)
            .Needs(Operation.ViewCases)
            .WithName(nameof(ListSigners));

    private static async Task<Ok<IReadOnlyList<Item>>> HandleAsync(
        HttpContext http,
        CaseDesk desk,
        CancellationToken cancellation
    )
    {
        await using var connection = await desk.Database.OpenAsync(cancellation);
        var (where, parameters) = CaseFilter.Everything.ToSql(
            Operation.ViewCases,
            http.Actor(),
            desk.City,
            desk.Keys,
            desk.Clock.GetUtcNow()
        );
        var rows = (
            await connection.QueryAsync<(Guid Id, int Open)>(
                new CommandDefinition(
                    $"""
                    select signed_by as id, count(*)::int as open from cases.case_file
                    where {where} and signed_by is not null and state <> 'closed'
                    group by signed_by order by 2 desc, 1 limit {Most}
                    """,
                    parameters,
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var ids = rows.Select(row => row.Id).ToList();
        var names = await desk.Accounts.NamesAsync(ids, cancellation);
        var closed = await desk.Accounts.ClosedAsync(ids, cancellation);
        return TypedResults.Ok<IReadOnlyList<Item>>([
            .. rows.Select(row => new Item(
                row.Id,
                names.GetValueOrDefault(row.Id, ""),
                row.Open,
                closed.Contains(row.Id)
            )),
        ]);
    }
}
