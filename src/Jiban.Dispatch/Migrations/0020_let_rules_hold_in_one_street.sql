-- A rule may hold in one street or town alone: what an arbiter ruled there changes nothing elsewhere.
alter table dispatch.rule add column street_code text;
alter table dispatch.draft_rule add column street_code text;
