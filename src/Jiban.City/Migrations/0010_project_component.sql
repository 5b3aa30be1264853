-- Where a component stands on the plane of the tiles: projecting fifty thousand points for each tile takes longer than everything else
-- about it together.
alter table city.component
    add column mercator geometry(Point, 3857) generated always as (ST_Transform(location, 3857)) stored;
create index component_mercator on city.component using gist (mercator);
