-- Who patrols when and where, and whether he came.
create table patrol.shift (
    shift_id uuid primary key,
    inspector_id uuid not null,
    unit_id uuid not null,
    made_by uuid not null,
    made_at timestamptz not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    -- the area: a region, or some cells of the unit grid
    region_id uuid,
    cells text[] not null default '{}',
    started_at timestamptz,
    ended_at timestamptz check (ended_at >= started_at),
    cancelled_at timestamptz,
    check ((region_id is null) = (cardinality(cells) > 0)),
    check (cancelled_at is null or started_at is null)
);
create index shift_by_inspector on patrol.shift (inspector_id, starts_at);
create index shift_by_day on patrol.shift (starts_at);

create table patrol.shift_stop (
    shift_id uuid not null references patrol.shift,
    stop_no int not null,
    kind text not null check (kind in ('street', 'cell')),
    -- the id of a road or the code of a cell, and its name as it was
    code text not null,
    name text not null,
    lon_e7 int not null,
    lat_e7 int not null,
    primary key (shift_id, stop_no)
);

-- Whether an inspector lets his way be recorded: every word given or taken back, never changed.
create table patrol.track_consent (
    inspector_id uuid not null,
    at timestamptz not null,
    given boolean not null,
    -- which text he was shown
    text_version text not null,
    primary key (inspector_id, at)
);

create table patrol.track_point (
    shift_id uuid not null references patrol.shift,
    -- as the phone counted it: the same point sent twice is one
    seq int not null check (seq >= 0),
    at timestamptz not null,
    lon_e7 int not null,
    lat_e7 int not null,
    accuracy_metres real not null,
    -- nobody on patrol is that fast: kept, and not counted
    implausible boolean not null,
    primary key (shift_id, seq)
);
create index track_point_at on patrol.track_point (at);

-- What was seen on a day, by anybody: outlives the tracks, and names nobody.
create table patrol.seen_road (
    road_id uuid not null,
    stretch int not null,
    day date not null,
    primary key (road_id, stretch, day)
);
create table patrol.seen_cell (
    cell_code text not null,
    day date not null,
    primary key (cell_code, day)
);

create table patrol.shift_setting (
    only_row boolean primary key default true check (only_row),
    late_after_minutes int not null check (late_after_minutes between 0 and 120),
    track_days int not null check (track_days between 1 and 366),
    version int not null
);
insert into patrol.shift_setting (late_after_minutes, track_days, version) values (10, 90, 1);

grant select, insert on patrol.shift, patrol.shift_stop, patrol.track_consent, patrol.seen_road, patrol.seen_cell to jiban_app;
grant update (started_at, ended_at, cancelled_at) on patrol.shift to jiban_app;
grant select, insert, delete on patrol.track_point to jiban_app;
grant select, update on patrol.shift_setting to jiban_app;
