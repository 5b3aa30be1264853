-- A rule may hold in one region of any level, at certain hours alone, and name who helps.
alter table dispatch.rule rename column street_code to region_code;
alter table dispatch.draft_rule rename column street_code to region_code;

-- "22:00-06:00": from the first minute until before the last one, over midnight when it ends earlier than it begins.
alter table dispatch.rule add column hours text check (hours ~ '^[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d$');
alter table dispatch.draft_rule add column hours text check (hours ~ '^[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d$');

alter table dispatch.rule add column assisting text[] not null default '{}';
alter table dispatch.draft_rule add column assisting text[] not null default '{}';
