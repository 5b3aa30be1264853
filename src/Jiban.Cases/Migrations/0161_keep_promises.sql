-- What was promised by a day, in a meeting or by the plan of a suspension: when, and whether it is kept. The words lie with the texts of the case.
alter table cases.case_file add column promised text;
