-- An arbiter's ruling on a second return has a limit of its own; so far it ran under that of the review.
insert into cases.time_limit (urgency, step, amount, unit) values
    ('emergency', 'ruling', 15, 'minute'), ('urgent', 'ruling', 2, 'hour'), ('ordinary', 'ruling', 2, 'workingDay'), ('complex', 'ruling', 2, 'workingDay');
update cases.limits_version set version = version + 1;
update cases.deadline d set kind = 'ruling' from cases.case_file f
    where f.case_id = d.case_id and d.kind = 'review' and f.asked = 'return' and f.returns >= 2;

-- What an administrator decided not to make a rule of dispatch, and why. A ruling that comes later brings the candidate back.
create table cases.ruling_dismissed (
    class_code text not null,
    street_id uuid,
    unit_id uuid not null,
    last_case uuid not null,
    at timestamptz not null,
    by uuid not null,
    why text not null
);
create index on cases.ruling_dismissed (class_code, unit_id);
grant select, insert on cases.ruling_dismissed to jiban_app;
