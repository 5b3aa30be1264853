-- Who filed a report and sent it to a unit first (立案派出): an account, or the system where the conditions held by themselves. Rows from before do not
-- know; a rebuild of the read model knows all.
alter table patrol.report add column filed_by text;
