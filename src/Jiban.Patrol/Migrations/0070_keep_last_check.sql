-- The last look at a result that was due (核查), when it was made, and whether the report was no matter of ours in the end (有效上报率, 按时核查率).
-- Rows from before know the look that is due now; a rebuild of the read model knows all.
alter table patrol.report
    add column check_due_on date,
    add column checked_at timestamptz,
    add column is_void boolean not null default false;
update patrol.report set check_due_on = reinspect_on where reinspect_on is not null;
