-- A report of which there is only a recording (只有录音): true until a person has written down what it says.
alter table cases.case_file add column only_voice boolean not null default false;
