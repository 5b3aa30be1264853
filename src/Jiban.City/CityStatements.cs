namespace Jiban.City;

/// <summary>
/// One statement a table: the rows travel as one JSON array. Regions and units are replaced by id and never removed, because cases
/// point to them; the rest is emptied and filled.
/// </summary>
internal static class CityStatements
{
    public const string Regions = """
        insert into city.region (region_id, code, level, name, parent_id, boundary, residents)
        select region_id, code, level, name, parent_id, ST_GeomFromWKB(decode(boundary, 'hex'), 4326), residents
        from jsonb_to_recordset(@Rows::jsonb) as row(
            region_id uuid, code text, level text, name text, parent_id uuid, boundary text, residents integer)
        on conflict (region_id) do update set
            code = excluded.code, level = excluded.level, name = excluded.name, parent_id = excluded.parent_id,
            boundary = excluded.boundary, residents = excluded.residents
        """;

    public const string Units = """
        insert into city.unit (unit_id, code, name, short_name, kind, parent_id, region_id, opens, closes, every_day, aliases, credit_code,
            address, seat)
        select unit_id, code, name, short_name, kind, parent_id, region_id, opens, closes, every_day, aliases, credit_code,
            address, ST_GeomFromWKB(decode(seat, 'hex'), 4326)
        from jsonb_to_recordset(@Rows::jsonb) as row(
            unit_id uuid, code text, name text, short_name text, kind text, parent_id uuid, region_id uuid,
            opens time, closes time, every_day boolean, aliases text[], credit_code text, address text, seat text)
        on conflict (unit_id) do update set
            code = excluded.code, name = excluded.name, short_name = excluded.short_name, kind = excluded.kind,
            parent_id = excluded.parent_id, region_id = excluded.region_id, opens = excluded.opens, closes = excluded.closes,
            every_day = excluded.every_day, aliases = excluded.aliases,
            -- A plan that knows none leaves what was entered at the desk.
            credit_code = coalesce(excluded.credit_code, unit.credit_code),
            address = coalesce(excluded.address, unit.address), seat = coalesce(excluded.seat, unit.seat)
        """;

    /// <summary>A cell that is drawn as it was stays with its first day; what goes or changes is kept with its last. Twice on one day: the later counts.</summary>
    public const string Cells = $"""
        insert into city.past_grid_cell (code, community_id, boundary, land_use, management, body_id, valid_from, valid_until)
        select code, community_id, boundary, land_use, management, body_id, valid_from, @Today - 1 from city.grid_cell old
        where valid_from < @Today and not exists ({SameCell});
        delete from city.grid_cell old where not exists ({SameCell});
        insert into city.grid_cell (code, community_id, boundary, land_use, management, body_id, valid_from)
        select code, community_id, ST_GeomFromWKB(decode(boundary, 'hex'), 4326), land_use, management, body_id, @Today from {CellRows}
        on conflict (code) do nothing
        """;

    private const string CellRows =
        "jsonb_to_recordset(@Rows::jsonb) as row(code text, community_id uuid, boundary text, land_use text, management text, body_id uuid)";

    private const string SameCell = $"""
        select from {CellRows}
        where row.code = old.code and row.community_id = old.community_id
            and ST_GeomFromWKB(decode(row.boundary, 'hex'), 4326) = old.boundary
            and (row.land_use, row.management, row.body_id) is not distinct from (old.land_use, old.management, old.body_id)
        """;

    public const string Roads = """
        delete from city.road;
        insert into city.road (road_id, name, aliases, line)
        select road_id, name, aliases, ST_GeomFromWKB(decode(line, 'hex'), 4326)
        from jsonb_to_recordset(@Rows::jsonb) as row(
            road_id uuid, name text, aliases text[], line text)
        """;

    public const string Landmarks = """
        delete from city.landmark;
        insert into city.landmark (landmark_id, kind, name, aliases, cover, area)
        select landmark_id, kind, name, aliases, cover, ST_GeomFromWKB(decode(area, 'hex'), 4326)
        from jsonb_to_recordset(@Rows::jsonb) as row(
            landmark_id uuid, kind text, name text, aliases text[], cover text, area text)
        """;

    public const string Buildings = """
        delete from city.building;
        insert into city.building (building_id, name, address, estate_name, use, height_metres, built_year,
            community_id, property_unit_id, footprint)
        select building_id, name, address, estate_name, use, height_metres, built_year,
            community_id, property_unit_id, ST_GeomFromWKB(decode(footprint, 'hex'), 4326)
        from jsonb_to_recordset(@Rows::jsonb) as row(
            building_id uuid, name text, address text, estate_name text, use text, height_metres double precision, built_year integer,
            community_id uuid, property_unit_id uuid, footprint text)
        """;

    public const string Duties = """
        delete from city.duty;
        insert into city.duty (duty_id, unit_id, board, name, class_codes, valid_from, valid_until)
        select duty_id, unit_id, board, name, class_codes, valid_from, valid_until
        from jsonb_to_recordset(@Rows::jsonb) as row(
            duty_id uuid, unit_id uuid, board text, name text, class_codes text[], valid_from date, valid_until date)
        """;
}
