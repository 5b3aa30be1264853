-- When a follow-up and a control last reached nobody: calls near each other are one try, as those of a call-back are.
alter table cases.case_file
    add column follow_up_tried_at timestamptz,
    add column control_tried_at timestamptz;
