-- What ended without a result is asked about too; whoever objects has it put before somebody other than the one who ended it.
alter table cases.case_file add column ended_by uuid, add column call_back_tried_at timestamptz;
create index case_file_to_ask on cases.case_file (case_id) where state = 'closed' and due_call_back is not null;
