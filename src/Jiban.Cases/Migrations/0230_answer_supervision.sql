-- Who supervises a case, so that the unit's answer reaches that person, and when the unit last answered.
alter table cases.case_file
    add column supervised_by uuid,
    add column supervision_answered_at timestamptz;
