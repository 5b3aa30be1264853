using Dapper;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Web;

/// <summary>Whether this host can serve, for the one who watches it.</summary>
internal static class Health
{
    /// <summary>How long the store may take to answer before it counts as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public sealed record Healthy(string Status, string Version, StoreState Database);

    /// <param name="Schema">The last migration that ran, as <c>module/name</c>.</param>
    public sealed record StoreState(string State, string? Schema);

    public sealed record Unhealthy(string Status, string Reason);

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/health", Handle)
            .WithName("Health")
            .WithSummary("Whether this host can serve.")
            .Produces<Healthy>()
            .Produces<Unhealthy>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Handle(Database database, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenAsync(patience.Token);
            var schema = await connection.ExecuteScalarAsync<string>(
                new CommandDefinition(
                    "select module || '/' || name from platform.migration order by ran_at desc, name desc limit 1",
                    cancellationToken: patience.Token
                )
            );
            return TypedResults.Ok(
                new Healthy("ok", JibanHost.Version, new StoreState("ready", schema))
            );
        }
        catch (Exception fault)
            when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return TypedResults.Json(
                new Unhealthy("unavailable", "the database does not answer"),
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
    }
}
