-- The component that a case is about, by its identifier in the registry of the city; null when none was named.
alter table cases.case_file add column component text;
create index case_file_of_component on cases.case_file (component, case_id) where component is not null;
