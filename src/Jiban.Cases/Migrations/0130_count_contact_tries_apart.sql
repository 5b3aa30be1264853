-- Tries to reach a requester within so many minutes of each other are one, so that three calls in a row don't make a requester not reached.
alter table cases.case_file add column contact_tried_at timestamptz;
insert into cases.setting (name, value) values ('contact_interval', '30'), ('contact_tries', '3');
