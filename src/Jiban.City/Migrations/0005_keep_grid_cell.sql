-- The grid of any past day: a cell that an import takes away or draws anew moves here with its days.
alter table city.grid_cell add column valid_from date not null default '2000-01-01';

create table city.past_grid_cell (
    code text not null,
    community_id uuid not null references city.region,
    boundary geometry(Geometry, 4326) not null,
    valid_from date not null,
    -- the last day
    valid_until date not null check (valid_until >= valid_from),
    primary key (code, valid_from)
);

grant select, insert on city.past_grid_cell to jiban_app;
