-- The tree of classes may be of any depth: two digits a level, six levels at most.
alter table dispatch.class drop constraint class_code_check;
alter table dispatch.class add constraint class_code_check check (code ~ '^([0-9]{2}){1,6}$');
alter table dispatch.rule drop constraint rule_class_code_check;
alter table dispatch.rule add constraint rule_class_code_check check (class_code ~ '^([0-9]{2}){0,6}$');
alter table dispatch.draft_rule drop constraint draft_rule_class_code_check;
alter table dispatch.draft_rule add constraint draft_rule_class_code_check check (class_code ~ '^([0-9]{2}){0,6}$');
alter table dispatch.filing_condition drop constraint filing_condition_class_code_check;
alter table dispatch.filing_condition add constraint filing_condition_class_code_check check (class_code ~ '^([0-9]{2}){0,6}$');

-- Every version of every class, so that the tree of any day can be shown. Those that were there before have no beginning.
create table dispatch.class_version (
    code text not null references dispatch.class,
    version integer not null,
    name text not null,
    name_en text not null,
    urgency text not null,
    since timestamptz,
    made_by uuid,
    primary key (code, version)
);
insert into dispatch.class_version (code, version, name, name_en, urgency)
select code, version, name, name_en, urgency from dispatch.class;
grant select, insert on dispatch.class_version to jiban_app;
