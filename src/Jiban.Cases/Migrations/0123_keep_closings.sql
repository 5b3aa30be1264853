-- Every time a case was closed, and whether its requester was called back, followed up and asked once more, read from the journal.
create table cases.closing (
    case_id uuid not null,
    seq integer not null,
    at timestamptz not null,
    unit_id uuid not null,
    call_back text not null,
    follow_up text,
    control text,
    primary key (case_id, seq)
);
create index on cases.closing (unit_id, case_id);
grant select, insert, delete on cases.closing to jiban_app;
