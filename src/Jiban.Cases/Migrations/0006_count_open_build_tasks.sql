-- What other modules still have to build for a case: while it is above zero, no result can be reported.
alter table cases.case_file add open_build_tasks int not null default 0;
