-- Who took risk points back from the public, or put a newer version in their place; null for what was withdrawn before this was kept.
alter table patrol.layer_version add column withdrawn_by uuid;
grant update (withdrawn_by) on patrol.layer_version to jiban_app;
