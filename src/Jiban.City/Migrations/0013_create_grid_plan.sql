-- A unit grid that was drawn for a community and comes into force on a day: the first process that sees the day puts it there.
create table city.grid_plan (
    community_id uuid primary key references city.region,
    from_day date not null,
    -- of a square, metres
    side double precision not null,
    planned_by uuid not null,
    planned_at timestamptz not null
);

-- The cells as they were looked at, so that nothing else comes into force.
create table city.grid_plan_cell (
    community_id uuid not null references city.grid_plan on delete cascade,
    code text not null,
    boundary geometry(Geometry, 4326) not null,
    primary key (community_id, code)
);

grant select, insert, delete on city.grid_plan, city.grid_plan_cell to jiban_app;
