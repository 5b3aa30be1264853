-- What is told of which entry of the journal, to whom, in both languages.
create table channels.template (
    code text primary key,
    kind text not null,
    audience text not null check (audience in ('requester', 'unit')),
    zh text not null,
    en text not null,
    in_use boolean not null default true,
    version int not null default 1,
    unique (kind, audience)
);

insert into channels.template (code, kind, audience, zh, en) values
    ('registered', 'registered', 'requester', '您的诉求已登记，编号{number}，查询码{code}。查询：{link}', 'Your request {number} is registered. Query code {code}: {link}'),
    ('signed', 'signed', 'requester', '{unit}已签收您的诉求{number}，将尽快与您联系。', '{unit} has taken on your request {number} and will contact you soon.'),
    ('meeting', 'meetingOffered', 'requester', '{unit}想与您见面商谈诉求{number}，时间地点请看：{link}', '{unit} would like to meet you about request {number}. When and where: {link}'),
    ('progress', 'progressReported', 'requester', '您的诉求{number}有新的进展：{link}', 'There is news about your request {number}: {link}'),
    ('result', 'resolved', 'requester', '{unit}已反馈诉求{number}的办理结果，请查看：{link}', '{unit} has reported on your request {number}: {link}'),
    ('reopened', 'reopened', 'requester', '您的诉求{number}将由{unit}重新办理。', 'Your request {number} is being handled again by {unit}.'),
    ('closed', 'closed', 'requester', '您的诉求{number}已结案。', 'Your request {number} is closed.'),
    ('unit-dispatched', 'dispatched', 'unit', '诉求{number}派给{unit}，请签收。', 'Case {number} was dispatched to {unit}; please sign.'),
    ('unit-alarmed', 'alarmed', 'unit', '诉求{number}时限将到或已超，请抓紧办理。', 'Case {number} is due or late.'),
    ('unit-supervised', 'supervised', 'unit', '诉求{number}被督办，请抓紧办理。', 'Case {number} is supervised.'),
    ('unit-reopened', 'reopened', 'unit', '诉求{number}需要重新办理。', 'Case {number} must be handled again.');

grant select, insert, update on channels.template to jiban_app;
