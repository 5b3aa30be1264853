-- What each period is scored by: weights and shape, in force from a period on. Append-only: the highest version of a period is in
-- force, the others tell what was meant before.
create schema assessment;

create table assessment.formula (
    from_period int not null check (from_period % 100 between 1 and 12),
    version int not null,
    response numeric not null check (response between 0 and 1),
    solution numeric not null check (solution between 0 and 1),
    satisfaction numeric not null check (satisfaction between 0 and 1),
    basic_factor numeric not null check (basic_factor between 0 and 1),
    closing_day int check (closing_day between 1 and 28),
    changed_at timestamptz not null,
    changed_by uuid,
    primary key (from_period, version),
    check (response + solution + satisfaction = 1)
);

insert into assessment.formula (from_period, version, response, solution, satisfaction, basic_factor, closing_day, changed_at)
values (197001, 1, 0.1, 0.5, 0.4, 0.9, 18, '1970-01-01T00:00:00Z');

-- What became of a case: one row per case, folded from the journal. unit_id is null until the case has an owner.
create table assessment.outcome (
    case_id uuid primary key,
    seq int not null,
    number text not null,
    own boolean not null,
    has_person boolean not null,
    period int not null,
    received_at timestamptz not null,
    unit_id uuid,
    completed_at timestamptz,
    closed_at timestamptz,
    valid boolean not null,
    contacted boolean not null,
    solved boolean not null,
    satisfied boolean not null,
    basically_satisfied boolean not null
) with (fillfactor = 85);

create index outcome_by_unit on assessment.outcome (period, unit_id, case_id);

-- The sums of outcome, kept by difference with every batch, so that a ranking reads as many rows as there are units.
create table assessment.tally (
    period int not null,
    unit_id uuid not null,
    own boolean not null,
    accepted bigint not null,
    completed bigint not null,
    valid bigint not null,
    contacted bigint not null,
    solved bigint not null,
    satisfied bigint not null,
    basically_satisfied bigint not null,
    primary key (period, unit_id, own)
);

grant usage on schema assessment to jiban_app;
grant select, insert, update on assessment.formula to jiban_app;
-- truncate: a rebuild empties the read model.
grant select, insert, update, delete, truncate on assessment.outcome, assessment.tally to jiban_app;
