-- So near an open case of like class may be the same matter as a report.
alter table patrol.shift_setting add column twin_metres int not null default 50 check (twin_metres between 0 and 500);
