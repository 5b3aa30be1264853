-- Who answers for a plan: so far whoever made it.
alter table patrol.plan add column owner_id uuid;
update patrol.plan set owner_id = made_by;
alter table patrol.plan alter column owner_id set not null;
create index plan_by_owner on patrol.plan (owner_id, plan_id desc);
