-- The earlier case that this one may repeat, as its words say; a person links it, or takes it off.
alter table cases.case_file add column likely_repeat_of uuid;

-- From which likeness on (thousandths) the same matter of the same person is shown to a person, and from which one the rule links it by itself; 0: only people link.
insert into cases.setting (name, value) values ('repeats', '300/600');
