insert into channels.template (code, kind, audience, zh, en) values
    ('named-task', 'taskAlarmed', 'named', '诉求{number}的吹哨任务（或其核验）将到或已过时限，请抓紧。', 'A task of a whistle for case {number}, or the look at it, is due or late.');
