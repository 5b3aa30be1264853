-- What a draft of the dispatch catalogue would have done with past cases: the last run of each draft, seen and cancelled from every process.
-- Ids, codes and counts only; nothing of it is written to cases.
create table cases.what_if (
    draft_id uuid primary key,
    run_id uuid not null,
    state text not null check (state in ('Running', 'Done', 'Cancelled', 'Failed')),
    since date not null,
    until date not null,
    total integer not null,
    done integer not null default 0,
    erased integer not null default 0,
    moved integer not null default 0,
    started_at timestamptz not null,
    started_by uuid not null,
    touched_at timestamptz not null,
    result jsonb
);
grant select, insert, update on cases.what_if to jiban_app;
