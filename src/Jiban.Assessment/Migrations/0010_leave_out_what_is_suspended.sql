-- What is put aside with the approval of the district or the city counts in no number until it is taken up again. The outcomes are folded again
-- from the journal (OutcomeProjection follows under a new name).
truncate assessment.outcome, assessment.tally;
