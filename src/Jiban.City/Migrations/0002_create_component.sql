-- The registry of components (管理部件): everything that stands in the street and that somebody answers for. A component is a row of
-- versions: a change ends the version that holds and writes the next, so that the map of any past day can be asked. What was is never
-- rewritten: the application may set the end of a version and nothing else of it.

-- Classes by generation of the national standard. A class that is renamed or withdrawn is ended on a day and stays.
create table city.component_class (
    scheme text not null check (scheme in ('gbt30428', 'gbt47678')),
    -- 2 digits a major class; with the minor 4 digits (GB/T 30428.2, CJ/T 214) or 5 (GB/T 47678.5)
    code text not null,
    name text not null,
    name_en text not null,
    -- what may be set for a component of the class for a time, the warranty apart
    terms text[] not null default '{}' check (terms <@ '{schedule,tariff}'),
    valid_from date not null,
    -- the last day in force; null while nobody knows
    valid_until date check (valid_until >= valid_from),
    primary key (scheme, code, valid_from),
    check (code ~ case scheme when 'gbt30428' then '^[0-9]{2}([0-9]{2})?$' else '^[0-9]{2}([0-9]{3})?$' end)
);
create unique index component_class_now on city.component_class (scheme, code) where valid_until is null;

-- One row: the generation in which new identifiers are issued. Those that exist keep theirs.
create table city.component_setting (
    only_row boolean primary key default true check (only_row),
    scheme text not null check (scheme in ('gbt30428', 'gbt47678')),
    version integer not null default 1
);
insert into city.component_setting (scheme) values ('gbt47678');

-- The last sequence that was issued for a district and class: no identifier is issued twice, also not after its component is gone.
create table city.component_sequence (
    prefix text primary key check (prefix ~ '^[0-9]{10,11}$'),
    last integer not null check (last between 0 and 999999)
);

create table city.component (
    component_id uuid not null,
    version integer not null check (version > 0),
    -- 16 digits = 6 district + 2 major + 2 minor + 6 sequence; 17 digits = 6 + 2 + 3 + 6
    code text not null check (code ~ '^[0-9]{16,17}$'),
    class_code text not null check (class_code = substr(code, 7, length(code) - 12)),
    name text not null check (length(name) between 1 and 30),
    state text not null check (state in ('intact', 'damaged', 'lost', 'abandoned', 'removed')),
    location geometry(Point, 4326) not null,
    grid_code text not null check (grid_code ~ '^[0-9]{15}$'),
    initial_date date not null,
    data_source text not null check (data_source in ('survey', 'topographicMap', 'baseData', 'other')),
    -- class of the positioning accuracy: A 0.5 m, B 1 m, C 10 m
    accuracy text not null check (accuracy in ('a', 'b', 'c')),
    place_text text check (length(place_text) <= 200),
    material text check (length(material) <= 50),
    shape text check (length(shape) <= 50),
    on_tactile_paving boolean not null default false,
    remark text check (length(remark) <= 1000),
    -- what made this version
    change text not null check (change in ('added', 'changed', 'moved', 'stateChanged', 'retired')),
    reason text check (length(reason) <= 500),
    changed_by uuid,
    valid_from timestamptz not null,
    valid_to timestamptz check (valid_to >= valid_from),
    primary key (component_id, version)
);
-- One version holds; an identifier is given once and for ever (every component has exactly one first version).
create unique index component_now on city.component (component_id) where valid_to is null;
create unique index component_code on city.component (code) where version = 1;
create index component_code_now on city.component (code) where valid_to is null;
create index component_class_state_now on city.component (class_code, state) where valid_to is null;
create index component_grid_now on city.component (grid_code) where valid_to is null;
create index component_changed_now on city.component (valid_from, component_id) where valid_to is null;
-- Tiles and boxes of any day; the nearest in metres among what stands now.
create index component_location on city.component using gist (location);
create index component_nearest on city.component using gist ((location::geography)) where valid_to is null and state <> 'removed';

-- Who answers for a component, in which role, from which day: a handover ends the row that holds and writes the next.
create table city.component_duty (
    component_id uuid not null,
    role text not null check (role in ('authority', 'owner', 'installer', 'manager', 'maintainer')),
    unit_id uuid not null references city.unit,
    from_day date not null,
    -- the last day; null while nobody knows
    until_day date check (until_day >= from_day),
    handed_by uuid,
    primary key (component_id, role, from_day)
);
create unique index component_duty_now on city.component_duty (component_id, role) where until_day is null;
create index component_duty_unit on city.component_duty (unit_id, role) where until_day is null;

-- What was measured at a component on site: appended, never changed.
create table city.component_measurement (
    measurement_id uuid primary key,
    component_id uuid not null,
    quantity text not null check (length(quantity) between 1 and 40),
    value numeric not null,
    unit text not null check (length(unit) <= 20),
    measured_at timestamptz not null,
    measured_by uuid
);
create index component_measurement_of on city.component_measurement (component_id, measured_at desc);

-- What holds for a component for a time, by kind: when a lamp burns in which season, until when a maker answers, what a charger costs.
-- The operation that writes a kind keeps its form.
create table city.component_terms (
    component_id uuid not null,
    kind text not null check (kind in ('schedule', 'warranty', 'tariff')),
    from_day date not null,
    until_day date check (until_day >= from_day),
    terms jsonb not null,
    set_by uuid,
    primary key (component_id, kind, from_day)
);
create unique index component_terms_now on city.component_terms (component_id, kind) where until_day is null;

grant select, insert on city.component_class, city.component, city.component_duty, city.component_measurement, city.component_terms
    to jiban_app;
grant update (valid_until) on city.component_class to jiban_app;
grant update (valid_to) on city.component to jiban_app;
grant update (until_day) on city.component_duty, city.component_terms to jiban_app;
grant select, update on city.component_setting to jiban_app;
grant select, insert, update on city.component_sequence to jiban_app;
