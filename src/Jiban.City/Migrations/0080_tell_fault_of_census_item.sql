-- Why an accepted difference could not be taken: what has a fault by then is told with it instead of as overtaken alone.
alter table city.census_item
    add column fault text,
    add column fault_detail text,
    add check (fault is null or decision = 'overtaken');
grant update (fault, fault_detail) on city.census_item to jiban_app;
