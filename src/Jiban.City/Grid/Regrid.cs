using Dapper;
using Npgsql;

namespace Jiban.City.Grid;

/// <summary>Components follow a grid that was drawn anew: who lies in another cell has its code in its next version.</summary>
internal static class Regrid
{
    /// <summary>Of several cells at a border the first, as everywhere. Where no cell is any more, the code stays.</summary>
    private const string Sql = """
        with ended as (
            update city.component c set valid_to = @now
            from (
                select component_id, cell.code from city.component lying
                join lateral (
                    select code from city.grid_cell where ST_Covers(boundary, lying.location) order by code limit 1
                ) cell on cell.code <> lying.grid_code
                where valid_to is null and starts_with(lying.grid_code, @area)
            ) lies
            where lies.component_id = c.component_id and c.valid_to is null
            returning c.*, lies.code as cell
        )
        insert into city.component (component_id, version, code, class_code, name, state, location, grid_code, initial_date,
            data_source, accuracy, place_text, material, shape, on_tactile_paving, remark, change, reason, changed_by, valid_from, elevation_metres)
        select component_id, version + 1, code, class_code, name, state, location, cell, initial_date,
            data_source, accuracy, place_text, material, shape, on_tactile_paving, remark, 'changed', '单元网格重新划分', @by, @now, elevation_metres
        from ended
        """;

    /// <summary>Within the transaction that wrote the cells.</summary>
    /// <param name="area">The beginning of the codes of the cells that were drawn anew; empty for the whole city.</param>
    /// <param name="by">Who decided on the grid; null when it came with a city.</param>
    public static Task FollowAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string area,
        Guid? by,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                Sql,
                new
                {
                    area,
                    by,
                    now,
                },
                transaction,
                cancellationToken: cancellation
            )
        );
}
