using Dapper;
using Jiban.City.Contracts;
using Npgsql;

namespace Jiban.Patrol.Shifts;

/// <summary>When a stretch of a road or a cell was seen by the patrol, whoever it was.</summary>
/// <param name="Last">The last day up to the one asked for.</param>
/// <param name="Within">Whether it was seen in the span asked for.</param>
internal sealed record SeenStretch(Guid RoadId, int Stretch, DateOnly Last, bool Within);

/// <inheritdoc cref="SeenStretch"/>
internal sealed record SeenCell(string CellCode, DateOnly Last, bool Within);

/// <summary>What the patrol has seen, day by day, without saying who: written out of tracks and looks, read by figures and routes.</summary>
internal sealed class Sightings(RoadStretches roads)
{
    /// <summary>What some points have passed; asked before the transaction that keeps them.</summary>
    public async Task<(
        IReadOnlyList<PassedStretch> Roads,
        IReadOnlyList<PassedCell> Cells
    )> PassedAsync(IReadOnlyCollection<PassedPoint> points, CancellationToken cancellation) =>
        (
            await roads.PassedAsync(points, cancellation),
            await roads.CellsAsync(points, cancellation)
        );

    /// <summary>Keeps what was passed.</summary>
    public static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        (IReadOnlyList<PassedStretch> Roads, IReadOnlyList<PassedCell> Cells) passed,
        CancellationToken cancellation
    ) =>
        // In one order, so that two who pass the same street at once do not wait for each other.
        connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into patrol.seen_road (road_id, stretch, day)
                select road_id, stretch, day from unnest(@roads, @stretches, @roadDays) seen (road_id, stretch, day)
                order by road_id, stretch, day on conflict do nothing;
                insert into patrol.seen_cell (cell_code, day)
                select code, day from unnest(@cells, @cellDays) seen (code, day) order by code, day on conflict do nothing;
                """,
                new
                {
                    roads = passed.Roads.Select(one => one.RoadId).ToArray(),
                    stretches = passed.Roads.Select(one => one.Stretch).ToArray(),
                    roadDays = passed.Roads.Select(one => one.Day).ToArray(),
                    cells = passed.Cells.Select(one => one.Code).ToArray(),
                    cellDays = passed.Cells.Select(one => one.Day).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>What of some stretches and cells was seen up to a day, and whether since another.</summary>
    public static async Task<(
        Dictionary<(Guid RoadId, int Stretch), SeenStretch> Stretches,
        Dictionary<string, SeenCell> Cells
    )> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<RoadStretch> stretches,
        IEnumerable<GridCell> cells,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var seenStretches = (
            await connection.QueryAsync<SeenStretch>(
                new CommandDefinition(
                    """
                    select road_id, stretch, max(day) as last, max(day) >= @from as within from patrol.seen_road
                    where road_id = any(@roads) and day <= @to group by road_id, stretch
                    """,
                    new
                    {
                        roads = stretches.Select(one => one.RoadId).Distinct().ToArray(),
                        from,
                        to,
                    },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(one => (one.RoadId, one.Stretch));
        var seenCells = (
            await connection.QueryAsync<SeenCell>(
                new CommandDefinition(
                    """
                    select cell_code, max(day) as last, max(day) >= @from as within from patrol.seen_cell
                    where cell_code = any(@cells) and day <= @to group by cell_code
                    """,
                    new
                    {
                        cells = cells.Select(cell => cell.Code).ToArray(),
                        from,
                        to,
                    },
                    cancellationToken: cancellation
                )
            )
        ).ToDictionary(one => one.CellCode);
        return (seenStretches, seenCells);
    }
}
