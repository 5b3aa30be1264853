-- A census may end while differences wait in the registry, when whoever ends it says so: how many there were.
alter table patrol.plan add column differences_left integer not null default 0;
