using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>The periods there are: from the first with a case to the running one.</summary>
internal static class ListPeriods
{
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Period"><c>yyyy-MM</c>, the month in which it closes.</param>
    /// <param name="Revision">The latest revision; null when nothing is published.</param>
    public sealed record Item(
        string Period,
        DateOnly From,
        DateOnly To,
        bool Running,
        int? Revision,
        DateTimeOffset? PublishedAt
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Handle).WithName(nameof(ListPeriods)).Needs(Operation.ViewAssessment);

    /// <summary>The periods, latest first.</summary>
    public static async Task<Ok<Response>> Handle(
        Database database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var calendar = await FormulaBook.ReadAsync(connection, cancellation);
        var (first, last) = await ReachAsync(connection, cancellation);
        var published = await PublishedAsync(connection, cancellation);
        var now = clock.GetUtcNow();
        var running = calendar.Of(now);
        // A clock that jumped, or an import of the future, must not hide what it counted.
        var period =
            last is { } number && Period.FromNumber(number) is var until && until > running
                ? until
                : running;
        var items = new List<Item>();
        for (; period.Number >= (first ?? running.Number); period = period.Previous)
        {
            var latest = published.GetValueOrDefault(period.Number);
            items.Add(
                new Item(
                    period.ToString(),
                    calendar.FirstDay(period),
                    calendar.LastDay(period),
                    now < calendar.End(period),
                    latest?.Revision,
                    latest?.PublishedAt
                )
            );
        }

        return TypedResults.Ok(new Response(items));
    }

    private static Task<(int? First, int? Last)> ReachAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    ) =>
        connection.QuerySingleAsync<(int?, int?)>(
            new CommandDefinition(
                "select min(period) as first, max(period) as last from assessment.tally",
                cancellationToken: cancellation
            )
        );

    private static async Task<Dictionary<int, Latest>> PublishedAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Latest>(
            new CommandDefinition(
                """
                select distinct on (period) period, revision, published_at
                from assessment.revision order by period, revision desc
                """,
                cancellationToken: cancellation
            )
        );
        return rows.ToDictionary(row => row.Period);
    }

    private sealed record Latest(int Period, int Revision, DateTimeOffset PublishedAt);
}
