-- The unified social credit code (统一社会信用代码, GB 32100) of a unit, under which the record of a component names it. One legal person has
-- one; sections of an office have none of their own.
alter table city.unit add column credit_code text check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$');
create unique index unit_credit_code on city.unit (credit_code);
