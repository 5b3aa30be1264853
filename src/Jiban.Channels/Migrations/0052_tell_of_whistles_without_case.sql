-- A whistle without a case stands in no journal: what units are told of it on the desk goes to their webhooks too, by texts that name no case.
alter table channels.outbox add column subject text not null default 'case' check (subject in ('case', 'whistle')), add column due_at timestamptz;
alter table channels.template drop constraint template_audience_check;
alter table channels.template add constraint template_audience_check
    check (audience in ('requester', 'unit', 'above', 'leader', 'named', 'whistle'));
insert into channels.template (code, kind, audience, zh, en) values
    ('whistle-blown', 'whistleBlown', 'whistle', '有单位吹哨，请于{due}前到场报到，详情请看吹哨页面。', 'A whistle was blown; please report by {due}. Its page says where and why.'),
    ('whistle-summons', 'unitSummoned', 'whistle', '吹哨增派，请于{due}前到场报到，详情请看吹哨页面。', 'You are summoned to a whistle; please report by {due}. Its page says where and why.'),
    ('whistle-escalation', 'escalated', 'whistle', '吹哨后有单位未按时报到，请督促，详情请看吹哨页面。', 'A unit that was summoned did not come in time; please see to it. The page of the whistle says which.'),
    ('whistle-task', 'taskAlarmed', 'whistle', '吹哨任务（或其核验）的时限{due}将到或已过，请抓紧，详情请看吹哨页面。', 'A task of a whistle, or the look at it, is due or late ({due}); please see to it. Its page says which.');
