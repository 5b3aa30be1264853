-- Under which telephone somebody of a unit is on duty (值班电话). It may be a person's, so it lies wrapped under the master key, bound to the unit.
create table channels.duty_phone (
    unit_id uuid primary key,
    phone bytea not null,
    since timestamptz not null
);
grant select, insert, update, delete on channels.duty_phone to jiban_app;

-- What can't wait until somebody looks at the desk goes there by SMS, by the same text as to the webhook: always, of urgent cases alone, or never.
alter table channels.template add column by_sms text not null default 'never' check (by_sms in ('never', 'urgent', 'always'));
alter table channels.template add constraint template_by_sms check (audience <> 'requester' or by_sms = 'never');
update channels.template set by_sms = 'always'
where code in ('named-whistle', 'named-summons', 'named-escalation', 'whistle-blown', 'whistle-summons', 'whistle-escalation', 'above-alarmed', 'leader-alarmed', 'leader-raised');
update channels.template set by_sms = 'urgent' where code in ('unit-dispatched', 'unit-alarmed', 'unit-supervised', 'unit-reopened', 'above-contact', 'leader-contact');

alter table channels.outbox drop constraint outbox_destination_check;
alter table channels.outbox add constraint outbox_destination_check
    check (destination in ('upstream', 'requester', 'unit', 'above', 'leader', 'sms:unit', 'sms:above', 'sms:leader') or destination ~ '^(sms:)?unit:[0-9a-f-]{36}$');
