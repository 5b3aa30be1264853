-- What a dot tells of its component as one number, so that the dots of a tile are read without a text for each of fifty thousand: the class
-- behind a 1, for it may begin with 0, and the position of the state in its list (PackedDots).
alter table city.component add column kind integer not null generated always as (
    ('1' || class_code)::integer * 8 + array_position(array['intact', 'damaged', 'lost', 'abandoned', 'removed'], state)
) stored;
drop index city.component_dot;
create index component_dot on city.component (dot) include (kind, valid_from, valid_to) where state <> 'removed';
