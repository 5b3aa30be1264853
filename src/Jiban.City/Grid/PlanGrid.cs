using Dapper;
using Jiban.City.Components;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Time;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.IO;

namespace Jiban.City.Grid;

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
        var now = desk.Clock.GetUtcNow();
        var today = CivilTime.DayOf(now);
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

        await using var connection = await desk.Database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var version = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select version from city.city_version for update",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        if (version != wanted.Version)
        {
            return Changed;
        }

        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                delete from city.grid_plan where community_id = @RegionId;
                insert into city.grid_plan (community_id, from_day, side, planned_by, planned_at)
                values (@RegionId, @From, @Side, @by, @now);
                insert into city.grid_plan_cell (community_id, code, boundary)
                select @RegionId, code, ST_GeomFromWKB(decode(boundary, 'hex'), 4326) from unnest(@codes, @boundaries) as cell(code, boundary)
                """,
                new
                {
                    draft!.Community.RegionId,
                    wanted.From,
                    draft.Side,
                    by = http.Actor().Id,
                    now,
                    codes = draft.Cells.Select(cell => cell.Code).ToArray(),
                    boundaries = draft
                        .Cells.Select(cell => WKBWriter.ToHex(cell.Boundary.AsBinary()))
                        .ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );
        await desk.Trail.WriteAsync(
            connection,
            transaction,
            new AuditEntry(
                http.Actor().Id,
                "editSettings",
                $"grid/{wanted.Community}/{wanted.From:yyyy-MM-dd}",
                "done"
            ),
            cancellation
        );
        if (wanted.From == today)
        {
            await GridPlanStore.PutDueInForceAsync(connection, transaction, now, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        if (wanted.From == today)
        {
            var (stored, plan) = await CityStore.ReadAsync(desk.Database, cancellation);
            registry.Swap(plan.ToSnapshot(), stored);
        }

        return TypedResults.NoContent();
    }
}
