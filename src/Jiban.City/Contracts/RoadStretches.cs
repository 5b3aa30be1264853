using Dapper;
using Jiban.Platform.Store;
using NetTopologySuite.Geometries;

namespace Jiban.City.Contracts;

/// <summary>A piece of a road, short enough to be seen whole by who passes it.</summary>
/// <param name="Stretch">From 1 along the road, as it is drawn now.</param>
/// <param name="Lon">Of its middle, degrees, WGS-84.</param>
/// <param name="Lat">Of its middle, degrees, WGS-84.</param>
public sealed record RoadStretch(
    Guid RoadId,
    string Name,
    int Stretch,
    double Metres,
    double Lon,
    double Lat
);

/// <summary>Where somebody was on a day, degrees, WGS-84.</summary>
public sealed record PassedPoint(double Lon, double Lat, DateOnly Day);

/// <summary>A stretch that somebody passed on a day.</summary>
public sealed record PassedStretch(Guid RoadId, int Stretch, DateOnly Day);

/// <summary>A cell of the unit grid in which somebody was on a day.</summary>
public sealed record PassedCell(string Code, DateOnly Day);

/// <summary>The roads of the city cut into stretches, and which of them and of the cells somebody passed.</summary>
public sealed class RoadStretches(Database database)
{
    /// <summary>No stretch is longer, metres.</summary>
    public const double LongestMetres = 50;

    /// <summary>Who is so near to a stretch has passed it, metres.</summary>
    public const double NearMetres = 25;

    /// <summary>Cuts every road of <c>chosen</c>, always the whole road, so that a stretch has the same number whoever asks.</summary>
    private const string Cut = """
        part as (
            select road_id, name, (piece).path as path, (piece).geom as line
            from (select road_id, name, ST_Dump(line) as piece from chosen) dumped),
        sized as (
            select *, greatest(1, ceil(ST_Length(line::geography) / @longest))::int as pieces from part),
        cut as (
            select road_id, name, row_number() over (partition by road_id order by path, n)::int as stretch,
                ST_LineSubstring(line, n::float8 / pieces, (n + 1)::float8 / pieces) as line
            from sized, generate_series(0, pieces - 1) as n)
        """;

    private const string Points = """
        point as materialized (
            select ST_SetSRID(ST_MakePoint(lon, lat), 4326) as at, day from unnest(@lons, @lats, @days) as given (lon, lat, day))
        """;

    // The box lets the index choose; a degree east is shorter than one north, and half as long at 60 degrees.
    private const string Around = "ST_Expand(point.at, @near / 111320 * 2, @near / 111320)";

    /// <summary>The stretches whose middle lies in an area, road by road.</summary>
    public async Task<IReadOnlyList<RoadStretch>> InAsync(
        Geometry area,
        CancellationToken cancellation
    )
    {
        const string sql = $"""
            with area as materialized (select ST_SetSRID(ST_GeomFromWKB(@area), 4326) as shape),
            chosen as (select road_id, name, road.line from city.road, area where road.line && shape),
            {Cut},
            middle as (
                select road_id, name, stretch, ST_Length(line::geography) as metres, ST_LineInterpolatePoint(line, 0.5) as at from cut)
            select road_id, name, stretch, metres, ST_X(at) as lon, ST_Y(at) as lat
            from middle, area where ST_Intersects(shape, at) order by name, road_id, stretch
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<RoadStretch>(
                new CommandDefinition(
                    sql,
                    new { area = area.AsBinary(), longest = LongestMetres },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }

    /// <summary>The stretches within <see cref="NearMetres"/> of some points, each once a day.</summary>
    public Task<IReadOnlyList<PassedStretch>> PassedAsync(
        IReadOnlyCollection<PassedPoint> points,
        CancellationToken cancellation
    ) =>
        AskAsync<PassedStretch>(
            $"""
            with {Points},
            chosen as (
                select road_id, name, line from city.road where exists (select from point where line && {Around})),
            {Cut}
            select distinct road_id, stretch, day from cut join point on line && {Around}
                and ST_DWithin(line::geography, point.at::geography, @near)
            """,
            points,
            cancellation
        );

    /// <summary>The cells in which some points lie, each once a day.</summary>
    public Task<IReadOnlyList<PassedCell>> CellsAsync(
        IReadOnlyCollection<PassedPoint> points,
        CancellationToken cancellation
    ) =>
        AskAsync<PassedCell>(
            $"""
            with {Points} select distinct code, day from point join city.grid_cell on ST_Intersects(boundary, point.at)
            """,
            points,
            cancellation
        );

    private async Task<IReadOnlyList<T>> AskAsync<T>(
        string sql,
        IReadOnlyCollection<PassedPoint> points,
        CancellationToken cancellation
    )
    {
        if (points.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(cancellation);
        return (
            await connection.QueryAsync<T>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        lons = points.Select(point => point.Lon).ToArray(),
                        lats = points.Select(point => point.Lat).ToArray(),
                        days = points.Select(point => point.Day).ToArray(),
                        near = NearMetres,
                        longest = LongestMetres,
                    },
                    cancellationToken: cancellation
                )
            )
        ).AsList();
    }
}
