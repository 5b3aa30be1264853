using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Grid;

/// <summary>The cells that are to hold in a community.</summary>
/// <param name="Side">Of a square; metres. Null for cells that were surveyed.</param>
internal sealed record GridPlan(Region Community, double? Side, IReadOnlyList<GridCell> Cells);

/// <summary>Decides that a drawn grid holds in a community from a day on; from today on it is put in force at once.</summary>
internal static class PlanGrid
{
    /// <param name="Community">Code of 12 digits.</param>
    /// <param name="Side">Of a square; metres.</param>
    /// <param name="From">The first day; not before today.</param>
    /// <param name="Version">Of the city with which the grid was compared.</param>
    public sealed record Request(string Community, double Side, DateOnly From, long Version);

    private static readonly Problem Changed = new(
        StatusCodes.Status409Conflict,
        "changed-meanwhile",
        "城市的区划刚被更新过，这次划分没有保存。请重新查看差异。",
        "The city was changed meanwhile; the grid was not saved. Look at the difference again."
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/city/grid/plans", HandleAsync)
            .Needs(Operation.EditSettings)
            .WithName(nameof(PlanGrid))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        Request wanted,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        var today = CivilTime.DayOf(desk.Clock.GetUtcNow());
        if (
            Problem.IfMalformed(("from", wanted.From < today, "最早从今天起生效。")) is
            { } malformed
        )
        {
            return malformed;
        }

        if (
            DraftGrid.Refuse(registry.Current, wanted.Community, wanted.Side, out var draft) is
            { } why
        )
        {
            return why;
        }

        return
            await WriteAsync(
                [new GridPlan(draft!.Community, draft.Side, draft.Cells)],
                wanted.From,
                wanted.Version,
                http,
                desk,
                registry,
                cancellation
            )
                is { } changed
            ? changed
            : TypedResults.NoContent();
    }

    /// <summary>Plans grids for a day, all or none; those of today hold at once. Null, or why not.</summary>
    public static async Task<Problem?> WriteAsync(
        IReadOnlyList<GridPlan> plans,
        DateOnly from,
        long seen,
        HttpContext http,
        ComponentDesk desk,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        var now = desk.Clock.GetUtcNow();
        var isToday = from == CivilTime.DayOf(now);
        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var version = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from city.city_version for update",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        if (version != seen)
        {
            return Changed;
        }

        foreach (var plan in plans)
        {
            await GridPlanStore.WriteAsync(
                connection,
                transaction,
                plan,
                from,
                http.Actor().Id,
                now,
                cancellation
            );
            await desk.Trail.WriteAsync(
                connection,
                transaction,
                new AuditEntry(
                    http.Actor().Id,
                    "editSettings",
                    $"grid/{plan.Community.Code}/{from:yyyy-MM-dd}",
                    "done"
                ),
                cancellation
            );
        }

        if (isToday)
        {
            await GridPlanStore.PutDueInForceAsync(connection, transaction, now, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        if (isToday)
        {
            var (stored, plan) = await CityStore.ReadAsync(desk.Database, cancellation);
            registry.Swap(plan.ToSnapshot(), stored);
        }

        return null;
    }
}
