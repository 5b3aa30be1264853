-- How often and how long the rules allow or ask for something: data, as the limits are.
create table cases.rule_number (name text primary key, value integer not null);
insert into cases.rule_number (name, value) values
    ('callBackTries', 3), ('followUpTries', 3), ('controlTries', 3), ('askAgainHours', 24),
    ('arbiterFrom', 2), ('extensions', 2), ('extensionDays', 60), ('handlings', 3);
alter table cases.limits_version add column numbers integer not null default 1;
update cases.limits_version set version = version + 1;
grant select, update on cases.rule_number to jiban_app;

-- Asking again after the end and asking once more have a limit, tries and an end of their own.
insert into cases.time_limit (urgency, step, amount, unit) values
    ('emergency', 'control', 1, 'day'), ('urgent', 'control', 1, 'day'), ('ordinary', 'control', 3, 'day'), ('complex', 'control', 3, 'day');
alter table cases.case_file
    add column due_control timestamptz,
    add column control_tries integer not null default 0,
    add column follow_up_tries integer not null default 0,
    -- A return that an arbiter rules on: as many were asked for as the rule said then.
    add column to_arbiter boolean not null default false,
    -- When the units were called together about a return that still waits.
    add column convened_at timestamptz,
    -- Since when a leader has to say what becomes of it, because it was handled as often as the rule allows; kept.
    add column raised_at timestamptz;
update cases.case_file set to_arbiter = true where asked = 'return' and returns >= 2;
-- What was drawn before this had a limit gets one from now on, and the sweep looks at it.
update cases.case_file f set due_control = now() + make_interval(days => l.amount)
    from cases.time_limit l where f.state = 'closed' and f.control = 'due' and l.step = 'control' and l.urgency = f.urgency;
insert into cases.deadline (case_id, kind, due_at, started_at, next_at)
    select case_id, 'control', due_control, now(), due_control from cases.case_file where state = 'closed' and due_control is not null
    on conflict do nothing;
-- Whom nobody asked again is told of from now on.
update cases.deadline set next_at = greatest(due_at, now()) where kind = 'followUp' and met_at is null and next_at is null;
