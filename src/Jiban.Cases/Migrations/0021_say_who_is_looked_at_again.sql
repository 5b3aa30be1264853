-- Whether somebody other than the handler must look at the result before the case is closed: settled with the result, by the rule in force then.
alter table cases.case_file add column reinspection_needed boolean;

-- Of a hundred results how many are looked at again: what an inspector found, what staff or a device registered, what a person asked for.
-- And the classes that always are, separated by commas.
insert into cases.setting (name, value) values ('reinspection', '100/0/0'), ('reinspection_classes', '');
