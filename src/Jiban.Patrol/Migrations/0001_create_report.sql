-- What inspectors found, one row per case that a patrol reported, folded from the journal.
create schema patrol;

create table patrol.report (
    case_id uuid primary key,
    seq int not null,
    inspector_id uuid not null,
    number text not null,
    received_at timestamptz not null,
    class_code text not null,
    place_name text,
    lon_e7 int,
    lat_e7 int,
    state text not null check (state in ('queued', 'dispatched', 'signed', 'resolved', 'closed')),
    unit_id uuid,
    -- when it first stood in a unit's inbox: the minute ends here
    inbox_at timestamptz,
    -- the civil day by which the inspector looks again; null when nothing is to be looked at
    reinspect_on date,
    closed_at timestamptz
);
create index report_by_inspector on patrol.report (inspector_id, case_id desc);
create index report_to_reinspect on patrol.report (inspector_id, reinspect_on) where reinspect_on is not null;
create index report_by_time on patrol.report (received_at);

grant usage on schema patrol to jiban_app;
-- truncate: a rebuild empties the read model.
grant select, insert, update, truncate on patrol.report to jiban_app;
