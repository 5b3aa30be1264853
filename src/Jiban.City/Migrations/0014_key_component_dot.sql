-- Where a component stands as the dots of zoom 14 are drawn, as one number: the column and row of its tile (14 bits each), and in it the
-- position in 4096 units from the west and the north (12 bits each). The dots of a tile are one range of the index, and everything that is
-- asked of them stands in it: no row is looked up and no geometry unpacked.
alter table city.component add column dot bigint generated always as (
    ((floor((ST_X(location) + 180) / 360 * 67108864)::bigint >> 12) << 38)
    | ((floor((0.5 - asinh(tan(radians(ST_Y(location)))) / (2 * pi())) * 67108864)::bigint >> 12) << 24)
    | ((floor((ST_X(location) + 180) / 360 * 67108864)::bigint & 4095) << 12)
    | (floor((0.5 - asinh(tan(radians(ST_Y(location)))) / (2 * pi())) * 67108864)::bigint & 4095)
) stored;
create index component_dot on city.component (dot) include (class_code, state, valid_from, valid_to);
