-- The limit that the city's 12345 line gave with its order: whoever gives the case deadlines keeps within it.
alter table cases.case_file add column given_limit timestamptz;
