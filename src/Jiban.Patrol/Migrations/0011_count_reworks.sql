-- How often a result did not stand when the inspector looked again. Rows from before are counted from now on; a rebuild of the read model counts them whole.
alter table patrol.report add column reworks int not null default 0;
