create schema cases;

-- The fold of the journal (docs/invariants.md): never written but together with it.
create table cases.case_file (
    case_id uuid primary key,
    number text not null,
    state text not null,
    channel text not null,
    own boolean not null,
    has_person boolean not null,
    reporter uuid,
    kind text not null,
    class_code text not null,
    class_confidence int not null,
    urgency text not null,
    district_id uuid,
    street_id uuid,
    community_id uuid,
    grid_code text,
    place_name text,
    place_source text,
    lon_e7 int,
    lat_e7 int,
    location geometry(Point, 4326) generated always as (
        case when lon_e7 is null then null else st_setsrid(st_makepoint(lon_e7 / 1e7::float8, lat_e7 / 1e7::float8), 4326) end) stored,
    danger boolean not null,
    unit_id uuid not null,
    mode text,
    confidence int not null,
    received_at timestamptz not null,
    due_dispatch timestamptz,
    due_sign timestamptz,
    due_contact timestamptz,
    due_resolve timestamptz,
    next_due_at timestamptz,
    dispatched_at timestamptz,
    signed_at timestamptz,
    signed_by uuid,
    contacted_at timestamptz,
    resolved_at timestamptz,
    resolved_by uuid,
    outcome text,
    reinspected_at timestamptz,
    reinspected_by uuid,
    reinspection_passed boolean,
    call_back_tries int not null,
    called_back_at timestamptz,
    contacted boolean,
    solved text,
    satisfied text,
    closed_at timestamptz,
    closed_by uuid,
    closed_how text,
    head_seq int not null,
    head_hash bytea not null
) partition by range (case_id);
create table cases.case_file_default partition of cases.case_file default;
create index case_file_by_unit on cases.case_file (unit_id, state, case_id);
create index case_file_due on cases.case_file (next_due_at, case_id) where next_due_at is not null;
create index case_file_by_reporter on cases.case_file (reporter, case_id) where reporter is not null;
create index case_file_by_signer on cases.case_file (signed_by, case_id) where signed_by is not null;
create index case_file_by_class on cases.case_file (class_code, case_id);
create index case_file_at on cases.case_file using gist (location);

-- What must be unique but is not the id stands in its own table, keyed by itself (design.md §4).
create table cases.case_number (number text primary key, case_id uuid not null);
create table cases.idempotency_key (key_hash bytea primary key, case_id uuid not null, request_hash bytea not null, at timestamptz not null);
create table cases.number_block (day date primary key, next_sequence int not null);

-- The key of a case, wrapped by a master key that is not in the database. Erasure empties it.
create table cases.case_key (case_id uuid primary key, wrapped bytea, erased_at timestamptz) partition by range (case_id);
create table cases.case_key_default partition of cases.case_key default;

create table cases.requester (case_id uuid primary key, box bytea not null, phone_hash bytea) partition by range (case_id);
create table cases.requester_default partition of cases.requester default;
create index requester_by_phone on cases.requester (phone_hash) where phone_hash is not null;

-- Free text beside the journal row that it belongs to: the request itself is seq 1.
create table cases.text (case_id uuid not null, seq int not null, box bytea not null, primary key (case_id, seq)) partition by range (case_id);
create table cases.text_default partition of cases.text default;

create table cases.attachment (
    case_id uuid not null, file_id uuid not null, seq int not null, purpose text not null, ordinal int not null,
    primary key (case_id, file_id)) partition by range (case_id);
create table cases.attachment_default partition of cases.attachment default;

create table cases.deadline (
    case_id uuid not null, kind text not null, due_at timestamptz not null, met_at timestamptz,
    primary key (case_id, kind)) partition by range (case_id);
create table cases.deadline_default partition of cases.deadline default;
create index deadline_open on cases.deadline (due_at) where met_at is null;

-- Settings.
create table cases.time_limit (
    urgency text not null, step text not null, amount int not null check (amount > 0), unit text not null,
    primary key (urgency, step));
insert into cases.time_limit (urgency, step, amount, unit) values
    ('emergency', 'dispatch', 5, 'minute'), ('emergency', 'sign', 15, 'minute'), ('emergency', 'contact', 30, 'minute'), ('emergency', 'resolve', 2, 'hour'),
    ('urgent', 'dispatch', 15, 'minute'), ('urgent', 'sign', 30, 'minute'), ('urgent', 'contact', 2, 'hour'), ('urgent', 'resolve', 24, 'hour'),
    ('ordinary', 'dispatch', 2, 'hour'), ('ordinary', 'sign', 1, 'workingDay'), ('ordinary', 'contact', 24, 'hour'), ('ordinary', 'resolve', 7, 'day'),
    ('complex', 'dispatch', 2, 'hour'), ('complex', 'sign', 1, 'workingDay'), ('complex', 'contact', 24, 'hour'), ('complex', 'resolve', 15, 'day');

-- Days that are not what their weekday says (rules.md §7). A year without a row here is not published yet.
create table cases.calendar_year (year int primary key, document text not null, version int not null default 1);
create table cases.calendar_day (day date primary key, is_off boolean not null, name text not null);

create table cases.setting (name text primary key, value text not null);
insert into cases.setting (name, value) values ('working_day_ends', '24:00');

grant usage on schema cases to jiban_app;
grant select, insert, update on cases.case_file, cases.case_key, cases.requester, cases.deadline, cases.number_block, cases.time_limit,
    cases.calendar_year, cases.setting to jiban_app;
grant select, insert on cases.case_number, cases.idempotency_key, cases.text, cases.attachment to jiban_app;
grant select, insert, update, delete on cases.calendar_day to jiban_app;
