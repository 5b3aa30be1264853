-- The gazetteer that a customer imports: bridges, bus stops, more roads and estates, aliases and old names. A line without a shape adds names to what the
-- city's plan holds under its kind and name. It outlives an import of the city.
create table city.toponym (
    place_id uuid primary key,
    code text not null unique,
    kind text not null check (kind in ('District', 'Street', 'Community', 'Road', 'Estate', 'Building', 'School', 'Landmark', 'Bridge', 'BusStop')),
    name text not null,
    names jsonb not null,
    shape geometry(Geometry, 4326)
);

grant select, insert, update, delete on city.toponym to jiban_app;
