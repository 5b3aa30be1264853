using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Jiban.City.Grid;

/// <summary>What a drawn grid would change: cells and components. Looked at before it is planned; nothing is written.</summary>
internal static class CompareGrid
{
    /// <param name="Version">Of the city that was compared with; give it back with the plan.</param>
    /// <param name="Components">How many components stand in the community.</param>
    /// <param name="Regridded">How many of them lie in another cell then.</param>
    public sealed record Response(
        long Version,
        IReadOnlyList<Cell> Cells,
        int Components,
        int Regridded
    );

    public sealed record Cell(string Code, CellChange Change);

    private sealed record Lying(Geometry Location, string GridCode);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/grid/difference", HandleAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(CompareGrid))
            .Produces<Response>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="community">Code of 12 digits.</param>
    /// <param name="side">Of a square; 50 to 1000 metres, 100 when left out.</param>
    private static async Task<IResult> HandleAsync(
        string? community,
        double? side,
        Database database,
        CityRegistry registry,
        CancellationToken cancellation
    )
    {
        // The version before the cells: what changes meanwhile is refused when it is planned.
        var version = registry.Version;
        if (DraftGrid.Refuse(registry.Current, community, side, out var draft) is { } why)
        {
            return why;
        }

        await using var connection = await database.OpenAsync(cancellation);
        var (cells, components, regridded) = await OfAsync(
            connection,
            draft!.Community,
            draft.Cells,
            cancellation
        );
        return TypedResults.Ok(new Response(version, cells, components, regridded));
    }

    /// <summary>What some cells would change in a community: cell by cell, and how many of its components lie in another one then.</summary>
    public static async Task<(IReadOnlyList<Cell> Cells, int Components, int Regridded)> OfAsync(
        NpgsqlConnection connection,
        Region community,
        IReadOnlyList<GridCell> next,
        CancellationToken cancellation
    )
    {
        var holding = await GridPlanStore.CellsAsync(connection, community.RegionId, cancellation);
        var components = (
            await connection.QueryAsync<Lying>(
                new CommandDefinition(
                    "select ST_AsBinary(location) as location, grid_code from city.component where valid_to is null and grid_code like @Code || '%'",
                    new { community.Code },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
        var cells = new AreaIndex<GridCell>(next, cell => cell.Boundary);
        return (
            [.. GridDifference.Of(holding, next).Select(cell => new Cell(cell.Code, cell.Change))],
            components.Count,
            components.Count(one =>
                cells.Covering(one.Location.Coordinate) is { } cell && cell.Code != one.GridCode
            )
        );
    }
}
