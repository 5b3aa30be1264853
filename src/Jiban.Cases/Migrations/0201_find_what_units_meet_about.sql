-- Who is called together about a return finds the case in lists and searches until the verdict is there, beside who helps.
alter table cases.assisting add column convened boolean not null default false;
insert into cases.assisting (case_id, unit_id, open, convened)
select case_id, unit::uuid, true, true from cases.case_file, unnest(string_to_array(convened, ' ')) unit
where convened is not null and unit::uuid <> unit_id
on conflict do nothing;
