using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Auth;
using Jiban.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jiban.City.Tiles;

/// <summary>
/// The land as vector tiles: <c>region</c>, <c>cell</c>, <c>landmark</c>, <c>road</c>, <c>building</c> with its height, and <c>label</c>, a
/// point for every name that is not a road's (an area that several tiles share would be named in each of them). Public, because the
/// citizen's page shows it.
/// </summary>
internal static class ShowLandTile
{
    /// <summary>From which zoom on a layer is told; the style says from which it is drawn.</summary>
    private const string Sql = """
        with tile as (
            select ST_TileEnvelope(@z, @x, @y) as box, ST_MakeEnvelope(@west, @south, @east, @north, 4326) as near
        )
        select coalesce((
            select ST_AsMVT(feature, 'region', @extent, 'shape') from (
                select lower(level) as level, name, ST_AsMVTGeom(ST_Transform(boundary, 3857), box, @extent, @buffer) as shape
                from city.region, tile
                where boundary && near and (level in ('City', 'District') or (level = 'Street' and @z >= 10) or @z >= 12)
            ) feature), '')
        || coalesce((
            select ST_AsMVT(feature, 'cell', @extent, 'shape') from (
                select code, ST_AsMVTGeom(ST_Transform(boundary, 3857), box, @extent, @buffer) as shape
                from city.grid_cell, tile where boundary && near and @z >= 15
            ) feature), '')
        || coalesce((
            select ST_AsMVT(feature, 'landmark', @extent, 'shape') from (
                select cover, name, ST_AsMVTGeom(ST_Transform(area, 3857), box, @extent, @buffer) as shape
                from city.landmark, tile where area && near and @z >= 12
            ) feature), '')
        || coalesce((
            select ST_AsMVT(feature, 'road', @extent, 'shape') from (
                select name, ST_AsMVTGeom(ST_Transform(line, 3857), box, @extent, @buffer) as shape
                from city.road, tile where line && near and @z >= 10
            ) feature), '')
        || coalesce((
            select ST_AsMVT(feature, 'building', @extent, 'shape') from (
                select building_id::text as id, name, address, use, height_metres as height,
                    ST_AsMVTGeom(ST_Transform(footprint, 3857), box, @extent, @buffer) as shape
                from city.building, tile where footprint && near and @z >= 13
            ) feature), '')
        || coalesce((
            select ST_AsMVT(feature, 'label', @extent, 'shape') from (
                select kind, name, ST_AsMVTGeom(ST_Transform(at, 3857), box, @extent, 0) as shape
                from (
                    select lower(level) as kind, name, ST_PointOnSurface(boundary) as at from city.region, tile
                    where boundary && near and level <> 'City'
                        and (level = 'District' or (level = 'Street' and @z >= 11) or @z >= 13)
                    union all
                    select 'landmark', name, ST_PointOnSurface(area) from city.landmark, tile where area && near and @z >= 14
                    union all
                    select 'building', name, ST_PointOnSurface(footprint) from city.building, tile where footprint && near and @z >= 15
                ) named, tile
            ) feature where shape is not null), '')
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/city/tiles/land/{z}/{x}/{y}.mvt", HandleAsync)
            .WithName(nameof(ShowLandTile))
            .Produces(StatusCodes.Status200OK, contentType: TileCache.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Needs(Operation.UsePublicDoor);

    private static async Task<IResult> HandleAsync(
        int z,
        int x,
        int y,
        HttpContext http,
        Database database,
        CityRegistry registry,
        TileCache cache,
        CancellationToken cancellation
    )
    {
        var at = new TileAddress(z, x, y);
        if (!at.Exists)
        {
            return TileAddress.None;
        }

        // The version before the rows: a city that changes meanwhile is drawn anew under its own version.
        var tile = await cache.GetAsync(
            ("land", registry.Version, at),
            () => DrawAsync(database, at, cancellation)
        );
        return tile.Answer(http, "public, max-age=60");
    }

    internal static async Task<byte[]> DrawAsync(
        Database database,
        TileAddress at,
        CancellationToken cancellation
    )
    {
        var covers = at.Covers();
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<byte[]>(
            new CommandDefinition(
                Sql,
                new
                {
                    z = at.Z,
                    x = at.X,
                    y = at.Y,
                    west = covers.MinX,
                    south = covers.MinY,
                    east = covers.MaxX,
                    north = covers.MaxY,
                    extent = TileAddress.Extent,
                    buffer = TileAddress.Buffer,
                },
                cancellationToken: cancellation
            )
        );
    }
}
