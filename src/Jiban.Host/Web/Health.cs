using Dapper;
using Jiban.Platform.Store;
using Npgsql;

namespace Jiban.Host.Web;

/// <summary>Whether this host can serve, for the one who watches it.</summary>
internal static class Health
{
    /// <summary>How long the store may take to answer before it counts as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly IReadOnlyList<string> Expected =
    [
        .. Migrator.Names(JibanHost.Migrations),
    ];

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
            var ran = (
                await connection.QueryAsync<string>(
                    new CommandDefinition(
                        "select module || '/' || name from platform.migration order by ran_at, name",
                        cancellationToken: patience.Token
                    )
                )
            ).AsList();
            return Differ(ran) is { } how
                ? Away(how)
                : TypedResults.Ok(
                    new Healthy("ok", JibanHost.Version, new StoreState("ready", ran[^1]))
                );
        }
        catch (Exception fault)
            when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return Away("the database does not answer");
        }
    }

    /// <summary>How the store's schema differs from this program's: somebody migrated it, or put a backup back, while this host runs.</summary>
    private static string? Differ(IReadOnlyList<string> ran) =>
        ran.Except(Expected).FirstOrDefault() is { } newer
            ? $"the store was written by a newer program: it has {newer}"
        : Expected.Except(ran).FirstOrDefault() is { } missing
            ? $"the store lacks the migration {missing}"
        : null;

    private static IResult Away(string reason) =>
        TypedResults.Json(
            new Unhealthy("unavailable", reason),
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
}
