-- A result that nobody asks about does not lie there for months: asking, looking again and closing have a limit of their own.
alter table cases.case_file add column due_call_back timestamptz;
insert into cases.time_limit (urgency, step, amount, unit) values
    ('emergency', 'callBack', 1, 'day'), ('urgent', 'callBack', 1, 'day'), ('ordinary', 'callBack', 3, 'day'), ('complex', 'callBack', 3, 'day');
