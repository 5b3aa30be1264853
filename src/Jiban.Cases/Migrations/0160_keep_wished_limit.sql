-- The limit that follows from the requester's wish: it outlives a return, as that of the city's line does.
alter table cases.case_file add column wished_limit timestamptz;
