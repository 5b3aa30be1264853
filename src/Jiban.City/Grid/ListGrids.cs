using Dapper;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Grid;

/// <summary>The communities with the grid that holds in each and the one that is planned.</summary>
internal static class ListGrids
{
    /// <param name="Lon">Of a point inside, where a map of it opens.</param>
    /// <param name="Cells">How many hold now; none before a grid was drawn.</param>
    /// <param name="Since">The youngest day on which one of them came into force.</param>
    /// <param name="PlannedFrom">From when on another grid holds; null when none is planned.</param>
    /// <param name="PlannedSide">Of its squares, metres; null also for cells that were surveyed.</param>
    /// <param name="PlannedCells">How many it has.</param>
    public sealed record Item(
        string Code,
        string Name,
        string StreetName,
        double Lon,
        double Lat,
        int Cells,
        DateOnly? Since,
        DateOnly? PlannedFrom,
        double? PlannedSide,
        int? PlannedCells
    );

    private const string Sql = """
        select community.code, community.name, street.name as street_name, ST_X(middle) as lon, ST_Y(middle) as lat, cell.cells, cell.since,
            plan.from_day as planned_from, plan.side as planned_side,
            case when plan.community_id is not null then (select count(*)::int from city.grid_plan_cell where community_id = plan.community_id)
            end as planned_cells
        from city.region community join city.region street on street.region_id = community.parent_id
        cross join lateral (
            select count(*)::int as cells, max(valid_from) as since from city.grid_cell where community_id = community.region_id
        ) cell
        cross join lateral ST_PointOnSurface(community.boundary) as middle
        left join city.grid_plan plan on plan.community_id = community.region_id
        where community.level = 'Community' order by community.code
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/grid/communities", HandleAsync)
            .Needs(Operation.ViewReferenceData)
            .WithName(nameof(ListGrids))
            .Produces<Item[]>();

    private static async Task<IResult> HandleAsync(
        Database database,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Item>(
            new CommandDefinition(Sql, cancellationToken: cancellation)
        );
        return TypedResults.Ok(rows.ToArray());
    }
}
