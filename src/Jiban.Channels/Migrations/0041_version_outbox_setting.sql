-- How long messages are kept is changed on a page: who looked at an older version changes nothing.
alter table channels.outbox_setting add column version int not null default 1;
