-- A dismissed ruling comes back with the next of its kind by the time it was said: that of an older case has a smaller id. The rulings are
-- read again from the journal (RulingProjection follows under a new name).
delete from cases.ruling;
alter table cases.ruling add column at timestamptz not null;
alter table cases.ruling_dismissed add column last_at timestamptz;
update cases.ruling_dismissed set last_at = at;
alter table cases.ruling_dismissed alter column last_at set not null;
