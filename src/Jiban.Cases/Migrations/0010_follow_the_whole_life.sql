-- The whole life of a case: what units ask for, the meeting, clocks, reopening.
alter table cases.case_file
    add column handling int not null default 1,
    add column returns int not null default 0,
    add column ruled boolean not null default false,
    add column asked text,
    add column asked_at timestamptz,
    add column asked_by uuid,
    add column asked_until timestamptz,
    add column due_review timestamptz,
    add column extensions int not null default 0,
    add column suspended_until timestamptz,
    add column paused_seconds int,
    add column due_progress timestamptz,
    add column meeting text,
    add column meeting_at timestamptz,
    add column contact_tries int not null default 0,
    add column due_follow_up timestamptz,
    add column followed_up_at timestamptz,
    add column alarm_level int not null default 0;

-- A case that was registered before there were invitations has one as well: the fold says so.
update cases.case_file set meeting = 'invited' where has_person and meeting is null;
create index case_file_asked on cases.case_file (due_review, case_id) where asked is not null;
create index case_file_follow_up on cases.case_file (due_follow_up, case_id) where due_follow_up is not null;

-- A clock tells more than once: a reminder, that it is over, that the leader must know. next_at is when it has something to tell next
-- ('-infinity': not yet reckoned); null when it has nothing more to tell.
alter table cases.deadline
    add column started_at timestamptz not null default now(),
    add column level int not null default 0,
    add column next_at timestamptz default '-infinity';
drop index cases.deadline_open;
create index deadline_next on cases.deadline (next_at) where met_at is null and next_at is not null;
grant delete on cases.deadline to jiban_app;

-- The ladder: how long before (negative) or after the due time somebody is told. Level 1 the unit, 2 the centre above it, 3 its leader.
create table cases.alarm_rule (
    urgency text not null, level int not null check (level between 1 and 3), minutes int not null, primary key (urgency, level));
insert into cases.alarm_rule (urgency, level, minutes) values
    ('emergency', 1, -5), ('emergency', 2, 0), ('emergency', 3, 30),
    ('urgent', 1, -20), ('urgent', 2, 0), ('urgent', 3, 120),
    ('ordinary', 1, -240), ('ordinary', 2, 0), ('ordinary', 3, 1440),
    ('complex', 1, -240), ('complex', 2, 0), ('complex', 3, 1440);
grant select, update on cases.alarm_rule to jiban_app;

insert into cases.time_limit (urgency, step, amount, unit)
select urgency, step, amount, unit
from (values ('emergency'), ('urgent'), ('ordinary'), ('complex')) u (urgency)
cross join (values ('progress', 7, 'day'), ('suspendedProgress', 30, 'day'), ('resume', 180, 'day'), ('followUp', 15, 'day')) s (step, amount, unit)
union all values
    ('emergency', 'return', 30, 'minute'), ('urgent', 'return', 1, 'hour'), ('ordinary', 'return', 24, 'hour'), ('complex', 'return', 24, 'hour'),
    ('emergency', 'review', 15, 'minute'), ('urgent', 'review', 2, 'hour'), ('ordinary', 'review', 1, 'workingDay'), ('complex', 'review', 1, 'workingDay');

-- What is asked again after closing (追访): all, or unsettled (reopened once, or not solved as the requester wished), or none.
insert into cases.setting (name, value) values ('follow_up', 'unsettled');
