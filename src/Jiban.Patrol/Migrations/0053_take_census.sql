-- A census (普查) as a plan: every place is a component that is confirmed; what differs waits in the registry to be accepted.
alter table patrol.plan drop constraint plan_kind_check;
alter table patrol.plan add constraint plan_kind_check check (kind in ('sweep', 'watch', 'campaign', 'census'));
alter table patrol.look drop constraint look_result_check;
alter table patrol.look add constraint look_result_check check (result in ('fine', 'found', 'noAccess', 'differs'));
