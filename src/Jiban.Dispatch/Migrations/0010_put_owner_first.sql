-- Matters of components (部件先属主后属地): where a message names a component, whoever holds it goes before the kinds of unit of the rule. No
-- message named one before, so what was decided stays as it was.
alter table dispatch.rule add column owner_first boolean not null default false;
update dispatch.rule set owner_first = true
where code in ('toilet', 'toilet-own', 'barrier-free', 'charging', 'charging-own', 'road', 'road-own', 'drain', 'drain-own', 'lamp',
    'lamp-own', 'manhole', 'manhole-own', 'barrier');

-- Signals, signs and barriers get a rule of their own; a store that is not filled yet takes it from what ships.
insert into dispatch.rule (code, class_code, channels, mode, units, permille, valid_from, owner_first)
select 'traffic-facility', '0505', 'Any', 'Directed', '{Department,DistrictGovernment}', 940, '2000-01-01', true
from dispatch.catalogue_version where version > 0
on conflict do nothing;
update dispatch.catalogue_version set version = version + 1 where version > 0;
