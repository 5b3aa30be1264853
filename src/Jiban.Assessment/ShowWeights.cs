using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Jiban.Assessment;

/// <summary>The formulas with the periods from which they are in force.</summary>
internal static class ShowWeights
{
    /// <param name="PublishedThrough">The latest published period: formulas up to it are fixed. Null when nothing is published.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? PublishedThrough);

    /// <param name="From">The first period (<c>yyyy-MM</c>) scored by it.</param>
    /// <param name="BasicFactor">What a 基本满意 counts.</param>
    /// <param name="ClosingDay">Last day of the period in its month, 1 to 28; null for the calendar month.</param>
    public sealed record Item(
        string From,
        decimal Response,
        decimal Solution,
        decimal Satisfaction,
        decimal BasicFactor,
        int? ClosingDay
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Handle).WithName(nameof(ShowWeights)).Needs(Operation.ViewReferenceData);

    /// <summary>The formulas, earliest first.</summary>
    public static async Task<Ok<Response>> Handle(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return TypedResults.Ok(await LoadAsync(connection, cancellation));
    }

    internal static async Task<Response> LoadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        var calendar = await FormulaBook.ReadAsync(connection, cancellation);
        var published = await PublishedThroughAsync(connection, null, cancellation);
        return new Response(
            [
                .. calendar.Formulas.Select(formula => new Item(
                    formula.From.ToString(),
                    formula.Response,
                    formula.Solution,
                    formula.Satisfaction,
                    formula.BasicFactor,
                    formula.ClosingDay
                )),
            ],
            published?.ToString()
        );
    }

    /// <summary>The latest published period.</summary>
    internal static async Task<Period?> PublishedThroughAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        CancellationToken cancellation
    ) =>
        await connection.QuerySingleAsync<int?>(
            new CommandDefinition(
                "select max(period) from assessment.revision",
                transaction: transaction,
                cancellationToken: cancellation
            )
        )
            is { } number
            ? Period.FromNumber(number)
            : null;
}
