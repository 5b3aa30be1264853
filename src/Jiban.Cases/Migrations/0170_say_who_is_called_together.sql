-- Who is called together about a return reads the case until the verdict is there.
alter table cases.case_file add column convened text;
