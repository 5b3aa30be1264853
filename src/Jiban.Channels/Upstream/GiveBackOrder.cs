using Dapper;
using Jiban.Cases.Contracts;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Live;
using Jiban.Platform.Store;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.Channels.Upstream;

/// <summary>
/// The top unit of the deployment gives an order back to the city, in answer to a return that a unit asked for. Everything else about a
/// return is judged here (docs/exchange.md).
/// </summary>
internal static class GiveBackOrder
{
    /// <param name="Reason">Why, with the basis; the city reads it. 4 to 2,000 characters.</param>
    public sealed record Request(string? Reason);

    private static readonly Problem NoOrder = new(
        StatusCodes.Status409Conflict,
        "not-an-order",
        "这件诉求不是市12345转来的，不能向市里退单。",
        "The case was not passed on by the city's line, so it can't be given back."
    );

    private static readonly Problem TopOnly = new(
        StatusCodes.Status403Forbidden,
        "top-unit-only",
        "只有本级最上层单位可以向市里退单。",
        "Only the unit at the top may give an order back to the city."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/cases/{id:guid}/return/give-back", HandleAsync)
            .Needs(Operation.GiveBackOrder)
            .WithName(nameof(GiveBackOrder))
            .WithTags("exchange")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Guid id,
        Request request,
        HttpContext http,
        Database database,
        CaseOrders orders,
        CityRegistry registry,
        LiveEvents live,
        CancellationToken cancellation
    )
    {
        var actor = http.Actor();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var given = await orders.GiveBackAsync(
            connection,
            transaction,
            id,
            actor,
            request.Reason,
            cancellation
        );
        // Asked after the rights, so that nobody learns of a case that is not theirs to see.
        if (given.Problem is { } problem)
        {
            return problem;
        }

        if (actor.UnitId != registry.Current.CityCentre?.UnitId)
        {
            return TopOnly;
        }

        if (!await IsOrderAsync(connection, id, cancellation))
        {
            return NoOrder;
        }

        await transaction.CommitAsync(cancellation);
        live.Publish(given.Changed!);
        return TypedResults.NoContent();
    }

    private static Task<bool> IsOrderAsync(
        Npgsql.NpgsqlConnection connection,
        Guid caseId,
        CancellationToken cancellation
    ) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from channels.receipt where case_id = @caseId and key like 'order:%')",
                new { caseId },
                cancellationToken: cancellation
            )
        );
}
