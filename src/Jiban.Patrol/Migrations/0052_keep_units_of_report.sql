-- Each unit that had a report in its inbox, what it gave back with right, and which of its results did not stand (退回, 返工).
create table patrol.report_unit (
    case_id uuid not null,
    unit_id uuid not null,
    inbox_at timestamptz not null,
    returns int not null,
    reworks int not null,
    primary key (case_id, unit_id)
);
create index report_unit_by_unit on patrol.report_unit (unit_id);
-- What was folded before is charged to the unit that has it now, and its returns are not known; a rebuild of the read model counts both whole.
insert into patrol.report_unit (case_id, unit_id, inbox_at, returns, reworks)
select case_id, unit_id, inbox_at, 0, reworks from patrol.report where inbox_at is not null and unit_id is not null;
grant select, insert, update, truncate on patrol.report_unit to jiban_app;
