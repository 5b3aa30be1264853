-- The city: where things are and who answers for them. Ids are made by the importer; nothing here is case-scoped.
create extension if not exists postgis;
create schema if not exists city;

create table city.region (
    region_id uuid primary key,
    code text not null unique check (code ~ '^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?$'),
    level text not null check (level in ('City', 'District', 'Street', 'Community')),
    name text not null,
    parent_id uuid references city.region deferrable initially deferred,
    boundary geometry(Geometry, 4326) not null,
    residents integer check (residents >= 0)
);
create index region_boundary on city.region using gist (boundary);

create table city.grid_cell (
    code text primary key check (code ~ '^[0-9]{15}$'),
    community_id uuid not null references city.region deferrable initially deferred,
    boundary geometry(Geometry, 4326) not null
);
create index grid_cell_boundary on city.grid_cell using gist (boundary);

create table city.road (
    road_id uuid primary key,
    name text not null,
    aliases text[] not null,
    line geometry(Geometry, 4326) not null
);
create index road_line on city.road using gist (line);

create table city.landmark (
    landmark_id uuid primary key,
    kind text not null check (kind in ('School', 'Landmark')),
    name text not null,
    aliases text[] not null,
    cover text not null,
    area geometry(Geometry, 4326) not null
);
create index landmark_area on city.landmark using gist (area);

create table city.unit (
    unit_id uuid primary key,
    code text not null unique,
    name text not null,
    short_name text not null,
    kind text not null,
    parent_id uuid references city.unit deferrable initially deferred,
    region_id uuid references city.region deferrable initially deferred,
    opens time not null,
    closes time not null,
    every_day boolean not null,
    aliases text[] not null
);
create index unit_parent on city.unit (parent_id);

create table city.building (
    building_id uuid primary key,
    name text not null,
    address text not null,
    estate_name text,
    use text not null,
    height_metres double precision not null check (height_metres >= 0),
    built_year integer,
    community_id uuid not null references city.region deferrable initially deferred,
    property_unit_id uuid references city.unit deferrable initially deferred,
    footprint geometry(Polygon, 4326) not null
);
create index building_footprint on city.building using gist (footprint);

create table city.duty (
    duty_id uuid primary key,
    unit_id uuid not null references city.unit deferrable initially deferred,
    board text not null,
    name text not null,
    class_codes text[] not null,
    valid_from date not null,
    valid_until date
);
create index duty_unit on city.duty (unit_id);

-- One row: every process compares it with what it holds in memory and reloads when it differs.
create table city.city_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null,
    imported_at timestamptz
);
insert into city.city_version (version) values (0);

grant usage on schema city to jiban_app;
grant select, insert, update on city.region, city.unit to jiban_app;
grant select, insert, update, delete on city.grid_cell, city.road, city.landmark, city.building, city.duty to jiban_app;
grant select, update on city.city_version to jiban_app;
