-- Which cases are about one matter (热点), as the last search found it: ids and numbers only. Titles are made anew from the words whenever somebody who may read them looks.
create table cases.topic_case (case_id uuid primary key, topic_id uuid not null, near real not null);
create index on cases.topic_case (topic_id);

-- The last search. Whoever is about to search takes it, so that of several hosts one does.
create table cases.topic_search (
    one boolean primary key default true check (one),
    begun_at timestamptz not null,
    at timestamptz,
    messages integer not null default 0,
    of_messages integer not null default 0,
    topics integer not null default 0
);
insert into cases.topic_search (begun_at) values ('2000-01-01');

grant select, insert, delete on cases.topic_case to jiban_app;
grant select, update on cases.topic_search to jiban_app;
