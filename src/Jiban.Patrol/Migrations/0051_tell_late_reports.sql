-- Reports of which was told that they took longer than the minute: told once. Apart from the read model, which may be emptied and built again.
create table patrol.late_report (
    case_id uuid primary key,
    told_at timestamptz not null
);
grant select, insert on patrol.late_report to jiban_app;
