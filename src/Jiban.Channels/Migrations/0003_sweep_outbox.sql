-- Messages that have ended go after some days; what waits and what a person must look at stays. Their keys keep a message from being written
-- again when the journal is followed anew, so before keys go the day is remembered up to which entries are no news any more.
create table channels.outbox_setting (
    only_row boolean primary key default true check (only_row),
    keep_days int not null default 90 check (keep_days between 1 and 3650),
    swept_until timestamptz not null default '-infinity'
);
insert into channels.outbox_setting default values;
create index outbox_ended on channels.outbox (done_at) where state in ('delivered', 'dropped', 'givenUp');
grant select, update on channels.outbox_setting to jiban_app;
grant delete on channels.outbox to jiban_app;
