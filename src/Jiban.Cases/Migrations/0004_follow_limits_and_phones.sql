-- One row. version rises with every change of limits or calendar: every process compares it with what it holds in memory and reloads
-- when it differs. limits is that of the limits alone, which a page sends back. recompute_from is the first year whose calendar changed
-- since the deadlines of open cases were last counted; null when they follow. A later migration that brings the list of a year sets it too.
create table cases.limits_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null,
    limits int not null,
    recompute_from int,
    calendar_changed_at timestamptz
);
insert into cases.limits_version (version, limits) values (1, 1);
grant select, update on cases.limits_version to jiban_app;

-- Who tells it for another has a telephone too: it is found, and erased everywhere, like the requester's. Rows of before have none
-- here: the number lies in a box that the store can't open.
alter table cases.requester add column reporter_phone_hash bytea;
create index requester_by_reporter_phone on cases.requester (reporter_phone_hash) where reporter_phone_hash is not null;

-- An erasure takes the pictures of a case away.
grant delete on cases.attachment to jiban_app;

-- A look that failed left the result standing, and its deadline met, while the case was open again.
update cases.case_file set resolved_at = null, resolved_by = null, outcome = null where state = 'signed' and resolved_at is not null;
update cases.deadline d set met_at = null from cases.case_file f
    where f.case_id = d.case_id and f.state = 'signed' and d.kind = 'resolve' and d.met_at is not null;
