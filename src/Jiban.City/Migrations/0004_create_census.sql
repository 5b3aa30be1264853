-- A census (普查): a file of components, taken into the registry. Beside what is on record it is a list of differences, each of which a
-- person accepts or declines; only what was accepted changes the registry.
create table city.census (
    census_id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    format text not null check (format in ('csv', 'geojson', 'xlsx', 'shapefile')),
    -- the beginning of the grid codes that were walked; what is on record there and not in the file is told as gone. Null: nothing is
    area text check (area ~ '^[0-9]{6,15}$'),
    rows integer not null,
    same integer not null,
    taken_at timestamptz not null,
    taken_by uuid not null
);

create table city.census_item (
    census_id uuid not null references city.census,
    n integer not null,
    change text not null check (change in ('new', 'moved', 'changed', 'gone')),
    -- what the row was found to be, and the version that it was compared with; null for what is new
    component_id uuid,
    version integer,
    -- the row as it was surveyed; null for what is gone
    record jsonb,
    -- the fields that differ
    fields text[] not null,
    metres double precision,
    decision text check (decision in ('accepted', 'declined', 'overtaken')),
    decided_at timestamptz,
    decided_by uuid,
    primary key (census_id, n),
    check ((component_id is null) = (change = 'new')),
    check ((record is null) = (change = 'gone')),
    check ((decision is null) = (decided_at is null))
);
create index census_item_open on city.census_item (census_id, change, n) where decision is null;

grant select, insert on city.census, city.census_item to jiban_app;
grant update (decision, decided_at, decided_by) on city.census_item to jiban_app;
