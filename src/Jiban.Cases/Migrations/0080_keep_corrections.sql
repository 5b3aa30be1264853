-- What people corrected at the dispatch: a projection of the journal, from which text models learn. No words: these stay in the case, under its
-- key, and are gone with it when the requester is erased.
create table cases.correction (
    case_id uuid not null,
    seq integer not null,
    at timestamptz not null,
    by uuid not null,
    class_before text not null,
    class_after text not null,
    unit_before uuid,
    unit_after uuid not null,
    primary key (case_id, seq)
);
create index on cases.correction (at);

-- A correction that must teach nothing. Beside the projection, for that can be made again and this was said by a person.
create table cases.correction_left_out (
    case_id uuid not null,
    seq integer not null,
    at timestamptz not null,
    by uuid not null,
    why text not null,
    primary key (case_id, seq)
);

-- The nights on which was learned: one process of the cluster takes a day, the others leave it. The trial: the model in force and the new one on the
-- cases that people dispatched; counts only.
create table cases.learning_night (
    day date primary key,
    at timestamptz not null,
    corrections integer not null,
    learned_from text not null,
    number integer,
    against integer,
    trial jsonb
);

grant select, insert, delete on cases.correction to jiban_app;
grant select, insert, update, delete on cases.correction_left_out to jiban_app;
grant select, insert, update on cases.learning_night to jiban_app;
