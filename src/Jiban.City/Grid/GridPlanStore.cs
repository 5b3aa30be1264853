using Dapper;
using Jiban.City.Contracts;
using Jiban.Platform.Store;
using Jiban.Platform.Time;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Jiban.City.Grid;

/// <summary>The grid that holds in a community, and how the one that was planned takes its place.</summary>
internal static class GridPlanStore
{
    private sealed record Row(
        string Code,
        Geometry Boundary,
        string? LandUse,
        string? Management,
        Guid? BodyId
    );

    /// <summary>
    /// As an import writes cells, for one community: one that is drawn as it was stays, what goes or changes is kept with its last day.
    /// </summary>
    private const string PutInForce = $"""
        insert into city.past_grid_cell (code, community_id, boundary, {Facts}, valid_from, valid_until)
        select code, community_id, boundary, {Facts}, valid_from, @FromDay - 1 from city.grid_cell old
        where community_id = @CommunityId and valid_from < @FromDay and not exists ({SameCell});
        delete from city.grid_cell old where community_id = @CommunityId and not exists ({SameCell});
        insert into city.grid_cell (code, community_id, boundary, {Facts}, valid_from)
        select code, community_id, boundary, {Facts}, @FromDay from city.grid_plan_cell where community_id = @CommunityId
        on conflict (code) do nothing;
        delete from city.grid_plan where community_id = @CommunityId
        """;

    private const string Facts = "land_use, management, body_id";

    private const string SameCell = """
        select from city.grid_plan_cell next
        where next.community_id = old.community_id and next.code = old.code and next.boundary = old.boundary
            and (next.land_use, next.management, next.body_id) is not distinct from (old.land_use, old.management, old.body_id)
        """;

    /// <summary>The cells of a community that hold now.</summary>
    public static async Task<IReadOnlyList<GridCell>> CellsAsync(
        NpgsqlConnection connection,
        Guid communityId,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    new CommandDefinition(
                        $"select code, ST_AsBinary(boundary) as boundary, {Facts} from city.grid_cell where community_id = @communityId order by code",
                        new { communityId },
                        cancellationToken: cancellation
                    )
                )
            ).Select(row => new GridCell(
                row.Code,
                communityId,
                row.Boundary,
                row.LandUse,
                row.Management,
                row.BodyId
            )),
        ];

    /// <summary>Plans a grid; one that was planned for the same community before is no more.</summary>
    public static Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        GridPlan plan,
        DateOnly from,
        Guid by,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                $"""
                delete from city.grid_plan where community_id = @RegionId;
                insert into city.grid_plan (community_id, from_day, side, planned_by, planned_at)
                values (@RegionId, @from, @Side, @by, @now);
                insert into city.grid_plan_cell (community_id, code, boundary, {Facts})
                select @RegionId, code, ST_GeomFromWKB(decode(boundary, 'hex'), 4326), {Facts}
                from unnest(@codes, @boundaries, @uses, @managements, @bodies) as cell(code, boundary, {Facts})
                """,
                new
                {
                    plan.Community.RegionId,
                    from,
                    plan.Side,
                    by,
                    now,
                    codes = plan.Cells.Select(cell => cell.Code).ToArray(),
                    boundaries = plan
                        .Cells.Select(cell => WKBWriter.ToHex(cell.Boundary.AsBinary()))
                        .ToArray(),
                    uses = plan.Cells.Select(cell => cell.LandUse).ToArray(),
                    managements = plan.Cells.Select(cell => cell.Management).ToArray(),
                    bodies = plan.Cells.Select(cell => cell.BodyId).ToArray(),
                },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <summary>Puts every grid in force whose day has come.</summary>
    public static async Task PutDueInForceAsync(
        Database database,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        var due = await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                "select exists (select from city.grid_plan where from_day <= @today)",
                new { today = CivilTime.DayOf(now) },
                cancellationToken: cancellation
            )
        );
        if (!due)
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await PutDueInForceAsync(connection, transaction, now, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The same in the caller's transaction.</summary>
    public static async Task PutDueInForceAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        // The version's row first, as an import does: of two processes that see the day the second finds nothing left.
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update city.city_version set version = version + 1, imported_at = @now",
                new { now },
                transaction,
                cancellationToken: cancellation
            )
        );
        var due = await connection.QueryAsync<(
            Guid CommunityId,
            DateOnly FromDay,
            Guid PlannedBy,
            string Code
        )>(
            new CommandDefinition(
                """
                select community_id, from_day, planned_by, code from city.grid_plan join city.region on region_id = community_id
                where from_day <= @today order by community_id
                """,
                new { today = CivilTime.DayOf(now) },
                transaction,
                cancellationToken: cancellation
            )
        );
        foreach (var (communityId, fromDay, plannedBy, code) in due)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(
                    PutInForce,
                    new { CommunityId = communityId, FromDay = fromDay },
                    transaction,
                    cancellationToken: cancellation
                )
            );
            await Regrid.FollowAsync(connection, transaction, code, plannedBy, now, cancellation);
        }
    }
}
