-- Which values an attribute may have in a class. A list for a major class holds for its minor classes that have none of their own; without any
-- list every text is taken. A list is never rewritten: it is ended on a day, and another follows; an empty one takes every text again.
create table city.component_class_list (
    scheme text not null check (scheme in ('gbt30428', 'gbt47678')),
    class_code text not null check (class_code ~ '^[0-9]{2}([0-9]{2,3})?$'),
    attribute text not null check (attribute in ('material', 'shape')),
    allowed text[] not null check (cardinality(allowed) <= 100),
    valid_from date not null,
    -- the last day in force; null while nobody knows
    valid_until date check (valid_until >= valid_from),
    primary key (scheme, class_code, attribute, valid_from)
);
create unique index component_class_list_now on city.component_class_list (scheme, class_code, attribute) where valid_until is null;

grant select, insert on city.component_class_list to jiban_app;
grant update (valid_until) on city.component_class_list to jiban_app;
