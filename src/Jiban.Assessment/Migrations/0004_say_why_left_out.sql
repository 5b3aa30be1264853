-- A case that counts in no number says why, also in what is published from now on. The outcomes are folded again from the journal
-- (OutcomeProjection follows under a new name): which reason an old row had is not known, and the legal path was counted.
truncate assessment.outcome, assessment.tally;
alter table assessment.outcome drop column excluded;
alter table assessment.outcome add column left_out text;

-- Null: it was counted. What was published before has only such rows.
alter table assessment.revision_case add column left_out text;
