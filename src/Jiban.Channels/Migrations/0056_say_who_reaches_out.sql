-- With a requester whom the unit may not know others speak: the texts say "our staff" and name no unit. What was changed by hand stays.
update channels.template set zh = '工作人员想与您见面商谈诉求{number}，时间地点和答复请点：{link}（查询码{code}）',
    en = 'Our staff would like to meet you about request {number}. When, where, and your answer: {link} (code {code})'
where code = 'meeting' and version = 1;
update channels.template set zh = '工作人员就诉求{number}联系您，没有联系上。方便的时间请在这里说一声：{link}',
    en = 'Our staff tried to reach you about request {number}. Say here when it suits you: {link}'
where code = 'contact-missed' and version = 1;

-- Whoever was told something wrong hears that it was put right.
insert into channels.template (code, kind, audience, zh, en) values
    ('corrected', 'corrected', 'requester', '您的诉求{number}前面告诉您的内容有更正，请看：{link}', 'What you were told about your request {number} was put right: {link}');

-- An order that had been signed went back to 'received' when it was dispatched once more; now it stays signed (Order.StateAfter), as the city has it.
update channels.upstream_order o set state = 'signed'
where o.state = 'received'
    and exists (select from channels.outbox m where m.case_id = o.case_id and m.destination = 'upstream' and m.what = 'sign');
