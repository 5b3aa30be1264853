-- Handled before anybody called (未诉先办): what inspectors find, and what somebody on duty registers as such.
alter table cases.case_file add column preventive boolean not null default false;
