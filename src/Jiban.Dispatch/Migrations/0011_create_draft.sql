-- Drafts of the dispatch catalogue: a whole set of rules that waits beside the one in force, to be put in force from a day on.
create table dispatch.draft (
    draft_id uuid primary key,
    name text not null check (length(name) between 1 and 60),
    effective_from date not null,
    state text not null check (state in ('Open', 'Adopted', 'Dropped')),
    version integer not null default 1,
    made_at timestamptz not null,
    made_by uuid not null,
    decided_at timestamptz,
    decided_by uuid
);

create table dispatch.draft_rule (
    draft_id uuid not null references dispatch.draft,
    code text not null,
    class_code text not null check (class_code ~ '^([0-9]{2}([0-9]{2})?)?$'),
    channels text not null check (channels in ('Any', 'Own')),
    mode text not null check (mode in ('Directed', 'ByPlace', 'ByKind')),
    units text[] not null check (cardinality(units) > 0),
    unit_code text,
    permille integer not null check (permille between 1 and 1000),
    valid_from date not null,
    valid_until date check (valid_until >= valid_from),
    owner_first boolean not null,
    version integer not null default 1,
    primary key (draft_id, code)
);

grant select, insert, update on dispatch.draft to jiban_app;
grant select, insert, update, delete on dispatch.draft_rule to jiban_app;

-- A draft may take back what has not begun yet (AdoptDraft asks for that day). What was ever in force stays: the past is explained by it.
grant delete on dispatch.rule to jiban_app;
