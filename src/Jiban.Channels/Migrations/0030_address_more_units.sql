-- A message may go to another unit than the one that answers for the case: the one above it, the leader's, or one that is named in the entry.
alter table channels.outbox drop constraint outbox_destination_check;
alter table channels.outbox add constraint outbox_destination_check
    check (destination in ('upstream', 'requester', 'unit', 'above', 'leader') or destination ~ '^unit:[0-9a-f-]{36}$');
alter table channels.template drop constraint template_audience_check;
alter table channels.template add constraint template_audience_check
    check (audience in ('requester', 'unit', 'above', 'leader', 'named'));

insert into channels.template (code, kind, audience, zh, en) values
    ('legal-path', 'legalPathTold', 'requester', '您的诉求{number}应当通过法定途径解决，该找哪里、怎么办，请看：{link}', 'Your request {number} is for another procedure to settle. Where to go: {link}'),
    ('declined', 'declined', 'requester', '您的诉求{number}经核实不予立案，理由请看：{link}', 'Your request {number} was looked at and not taken on. Why: {link}'),
    ('unit-handed-over', 'handedOver', 'unit', '诉求{number}已移交给同事办理，请接手的同事查看。', 'Case {number} was handed over to a colleague; please have a look.'),
    ('above-alarmed', 'alarmed', 'above', '{unit}承办的诉求{number}已超时，请督促。', 'Case {number} of {unit} is late; please see to it.'),
    ('leader-alarmed', 'alarmed', 'leader', '{unit}承办的诉求{number}超时较久，请领导过问。', 'Case {number} of {unit} has been late for long; a leader must know.'),
    ('above-return', 'returnAsked', 'above', '{unit}申请退回诉求{number}，请审核。', '{unit} asks to return case {number}; please judge.'),
    ('above-extension', 'extensionAsked', 'above', '{unit}申请诉求{number}延期，请审批。', '{unit} asks for more time for case {number}; please judge.'),
    ('above-suspension', 'suspensionAsked', 'above', '{unit}申请诉求{number}挂账，请审批。', '{unit} asks to put case {number} aside; please judge.'),
    ('named-assistance', 'assistanceAsked', 'named', '请协助{unit}办理诉求{number}。', 'Please help {unit} with case {number}.'),
    ('named-whistle', 'whistleBlown', 'named', '诉求{number}吹哨，请报到。', 'A whistle was blown for case {number}; please report.'),
    ('named-summons', 'unitSummoned', 'named', '诉求{number}吹哨，请报到。', 'You are summoned for case {number}; please report.'),
    ('named-escalation', 'escalated', 'named', '诉求{number}吹哨后有单位未按时报到，请督促。', 'A unit summoned for case {number} did not come in time; please see to it.');

-- What was not reworded by anybody speaks of the meeting, and has a link that opens the request at once.
update channels.template set zh = '您的诉求已登记，编号{number}，查询码{code}。查进展、约见面或说明不用见面：{link}',
    en = 'Your request {number} is registered, query code {code}. Follow it, ask to meet, or say there is no need: {link}'
where code = 'registered' and version = 1;
update channels.template set zh = '{unit}想与您见面商谈诉求{number}，时间地点和答复请点：{link}（查询码{code}）',
    en = '{unit} would like to meet you about request {number}. When, where, and your answer: {link} (code {code})'
where code = 'meeting' and version = 1;
