-- What was published. A row here never changes: a correction is the next revision.
create table assessment.revision (
    period int not null,
    revision int not null check (revision > 0),
    published_at timestamptz not null,
    published_by uuid not null,
    publisher text not null,
    note text not null,
    first_day date not null,
    last_day date not null,
    response numeric not null,
    solution numeric not null,
    satisfaction numeric not null,
    basic_factor numeric not null,
    closing_day int,
    -- how far the journal had been followed: (tx, case, seq) of the last entry that counts
    checkpoint_tx xid8 not null,
    checkpoint_case uuid not null,
    checkpoint_seq int not null,
    primary key (period, revision)
);

-- The tables as printed, one per kind of unit and group of channels.
create table assessment.revision_table (
    period int not null,
    revision int not null,
    kind text not null,
    channels text not null,
    ranking jsonb not null,
    primary key (period, revision, kind, channels),
    foreign key (period, revision) references assessment.revision
);

-- The cases that were counted, as they stood: a number of a published table opens the cases of then, not of now.
create table assessment.revision_case (
    case_id uuid not null,
    period int not null,
    revision int not null,
    number text not null,
    received_at timestamptz not null,
    unit_id uuid not null,
    own boolean not null,
    completed_at timestamptz,
    valid boolean not null,
    contacted boolean not null,
    solved boolean not null,
    satisfied boolean not null,
    basically_satisfied boolean not null,
    primary key (case_id, period, revision)
);
create index revision_case_by_unit on assessment.revision_case (period, revision, unit_id, case_id);

grant select, insert on assessment.revision, assessment.revision_table, assessment.revision_case to jiban_app;
