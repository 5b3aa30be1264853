-- What no journal of a case tells leaves by webhook from here (Jiban.Channels): few, and looked for every second.
create index notice_of_no_case on platform.notice (at) where subject = 'whistle' and number is null;
