-- In how many working days a look was counted: a calendar that is loaded later moves it. Null for a time that a person named.
alter table coordination.deadline add column working_days int;
create index deadline_in_days on coordination.deadline (whistle_id) where met_at is null and working_days is not null;
