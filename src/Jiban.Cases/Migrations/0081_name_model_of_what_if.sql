-- The text model that read the messages of a run: another would have found other classes. Runs from before were read by the one that ships.
alter table cases.what_if add column model_number integer not null default 0, add column model_name text not null default 'shipped';
