-- Who is called together about a return, what became of one, and what was raised to a leader.
insert into channels.template (code, kind, audience, zh, en) values
    ('named-convened', 'convened', 'named', '请参加诉求{number}的退单会商，时间见诉求页面。', 'Please come to the meeting of units about case {number}; its page says when.'),
    ('unit-return-judged', 'returnJudged', 'unit', '{unit}对诉求{number}的退单申请已有结论，请查看。', 'The return of case {number} that {unit} asked for has been judged; please have a look.'),
    ('unit-return-decided', 'returnDecided', 'unit', '市12345已答复诉求{number}的退单申请，请查看。', 'The city''s line has answered the return of case {number}; please have a look.'),
    ('leader-raised', 'raised', 'leader', '{unit}承办的诉求{number}多次办理后仍不被认可，提级督办，请领导决定。', 'Case {number} of {unit} is still not taken after the last handling and was raised; a leader must decide.');
