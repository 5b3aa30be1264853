-- The dispatch catalogue: what may be asked for, by which way, whose it is, and the words that are listened for. Filled from the
-- files that ship with the program at the first start; afterwards this is the truth.
create schema if not exists dispatch;

create table dispatch.class (
    code text primary key check (code ~ '^[0-9]{2}([0-9]{2})?$'),
    name text not null,
    name_en text not null,
    urgency text not null check (urgency in ('Emergency', 'Urgent', 'Ordinary', 'Complex')),
    version integer not null default 1
);

create table dispatch.channel (
    code text primary key check (code ~ '^[A-Za-z0-9]{1,30}$'),
    name text not null,
    name_en text not null,
    is_own boolean not null,
    has_person boolean not null,
    is_public boolean not null,
    position integer not null,
    version integer not null default 1
);

create table dispatch.rule (
    code text primary key,
    class_code text not null check (class_code ~ '^([0-9]{2}([0-9]{2})?)?$'),
    channels text not null check (channels in ('Any', 'Own')),
    mode text not null check (mode in ('Directed', 'ByPlace', 'ByKind')),
    units text[] not null check (cardinality(units) > 0),
    unit_code text,
    permille integer not null check (permille between 1 and 1000),
    valid_from date not null,
    valid_until date check (valid_until >= valid_from),
    version integer not null default 1
);

create table dispatch.filing_condition (
    class_code text primary key check (class_code ~ '^([0-9]{2}([0-9]{2})?)?$'),
    needs_pin boolean not null,
    min_photos integer not null check (min_photos between 0 and 9),
    min_class_permille integer not null check (min_class_permille between 0 and 1000)
);

create table dispatch.term (
    text text not null check (text <> ''),
    use text not null check (use in ('Class', 'Kind', 'Danger', 'Emergency', 'Urgent', 'Guard')),
    target text not null,
    permille integer not null check (permille between -10000 and 10000),
    primary key (text, use, target)
);

create table dispatch.setting (
    key text primary key,
    permille integer not null check (permille between 0 and 1000),
    version integer not null default 1
);

-- One row: every process compares it with what it holds in memory and reloads when it differs. 0: not filled yet.
create table dispatch.catalogue_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null
);
insert into dispatch.catalogue_version (version) values (0);

grant usage on schema dispatch to jiban_app;
grant select, insert, update on dispatch.class, dispatch.channel, dispatch.rule, dispatch.filing_condition, dispatch.term,
    dispatch.setting to jiban_app;
grant select, update on dispatch.catalogue_version to jiban_app;
