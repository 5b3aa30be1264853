-- Text models: each keeps its number for ever. Number 0 ships with the program, lies in the data directory and has no row. The report holds figures
-- only: which messages were misread is not kept, for erasing a requester could not reach it here.
create table dispatch.text_model (
    number integer generated always as identity primary key,
    name text not null check (name ~ '^[A-Za-z0-9_-]{1,40}$'),
    source text not null check (source in ('File', 'Corrections')),
    made_at timestamptz not null,
    made_by uuid,
    labels text[] not null,
    report jsonb not null,
    body bytea not null
);
-- Already dense: trying to press it costs time at each read.
alter table dispatch.text_model alter column body set storage external;

-- Which model read from when on, and who decided so; the last row is in force. No row: number 0.
create table dispatch.model_in_force (
    position integer generated always as identity primary key,
    number integer not null check (number >= 0),
    since timestamptz not null,
    put_by uuid
);

grant select, insert, delete on dispatch.text_model to jiban_app;
grant select, insert on dispatch.model_in_force to jiban_app;
