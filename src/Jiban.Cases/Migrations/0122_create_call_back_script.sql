-- The words that a caller reads to a requester, in both languages; every change is a version of its own, and a call-back says which was read.
create table cases.call_back_script (
    version integer primary key,
    at timestamptz not null default now(),
    by uuid,
    body jsonb not null
);
grant select, insert on cases.call_back_script to jiban_app;
insert into cases.call_back_script (version, body) values (1, $body${
    "opening": {"zh": "您好，这里是回访热线。您反映的“{class}”（编号{number}）由{unit}办理，想用一分钟听听您的评价，可以吗？", "en": "Hello, this is the call-back desk. You told us about “{class}” (number {number}), which {unit} handled. May we ask you three short questions?"},
    "questions": [
        {"asks": "contacted", "words": {"zh": "承办单位和您联系过吗？", "en": "Did the unit get in touch with you?"}},
        {"asks": "solved", "words": {"zh": "您反映的问题解决了吗？", "en": "Is what you told us about solved?"}},
        {"asks": "satisfied", "words": {"zh": "您对办理结果满意吗？", "en": "Are you satisfied with what was done?"}}
    ],
    "reasons": [
        {"zh": "问题还在，没有处理到位", "en": "It is still there"},
        {"zh": "解决了一部分，还有一部分没有解决", "en": "Only a part of it was done"},
        {"zh": "处理后又出现", "en": "It was done and has come back"},
        {"zh": "答复没有说清楚", "en": "The answer did not explain it"},
        {"zh": "没有人和我联系", "en": "Nobody got in touch"},
        {"zh": "办理时间太长", "en": "It took too long"},
        {"zh": "工作人员态度不好", "en": "The staff were not helpful"}
    ],
    "closing": {"zh": "谢谢您的评价，再见。", "en": "Thank you, goodbye."}
}$body$);
-- Calls within so many minutes of each other are one try.
insert into cases.setting (name, value) values ('call_back_interval', '1');
