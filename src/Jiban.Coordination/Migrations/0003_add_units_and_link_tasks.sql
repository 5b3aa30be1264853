-- A unit that is called to a whistle that runs already: when, and the entry with the reason. Null for those called when it was blown.
alter table coordination.summons add column called_at timestamptz;
alter table coordination.summons add column seq int;
alter table coordination.summons add check ((called_at is null) = (seq is null));

-- The item of the checklist that a task answers.
alter table coordination.task add column finding int;
alter table coordination.task add foreign key (whistle_id, finding) references coordination.finding;
