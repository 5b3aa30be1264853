-- How cases stand to each other, and what is known of them apart from their way.
alter table cases.case_file
    add column incident_id uuid,
    add column members int not null default 0,
    add column parent_id uuid,
    add column repeat_of uuid,
    add column repeat_outcome text,
    add column confidential boolean not null default false,
    add column abuse text,
    add column assisting text,
    add column assisting_open text,
    add column called_back_by uuid,
    add column control text;
create index case_file_of_incident on cases.case_file (incident_id, case_id) where incident_id is not null;
create index case_file_of_parent on cases.case_file (parent_id, case_id) where parent_id is not null;
create index case_file_of_repeat on cases.case_file (repeat_of, case_id) where repeat_of is not null;
create index case_file_abuse on cases.case_file (case_id) where abuse = 'suspected';
create index case_file_control on cases.case_file (case_id) where control = 'due';

-- The units that help with a case, beside the list in its row, so that theirs are found.
create table cases.assisting (case_id uuid not null, unit_id uuid not null, open boolean not null, primary key (case_id, unit_id))
    partition by range (case_id);
create table cases.assisting_default partition of cases.assisting default;
create index assisting_by_unit on cases.assisting (unit_id, case_id);
grant select, insert, update, delete on cases.assisting to jiban_app;

-- Of a hundred closed cases, how many are asked a second time by somebody else (抽查回访); after how many requests of one telephone in how
-- many hours a person must look whether the line is being abused (R-22).
insert into cases.setting (name, value) values ('control_percent', '5'), ('abuse', '20/24');
create index case_file_ruled on cases.case_file (case_id) where ruled;

-- The version of ladder, follow-up, control and abuse rules together, which a page sends back.
alter table cases.limits_version add column rules int not null default 1;
