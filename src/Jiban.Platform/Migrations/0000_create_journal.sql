-- Month partitions through the UUIDv7 in case_id (design.md §4). Made by the owner's hand, because the application role owns no table.
create function platform.floor_id(at timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partition of a month of Asia/Shanghai. When DEFAULT already holds rows of that month they stay there: lookups by id
-- find them, and nothing is moved behind the back of a running city.
create function platform.ensure_month(in_schema text, in_table text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, platform as $$
declare
    first_instant timestamptz := date_trunc('month', at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai';
    next_instant timestamptz := (date_trunc('month', at at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai';
    name text := in_table || to_char(at at time zone 'Asia/Shanghai', '"_"YYYY"_"MM');
begin
    if to_regclass(format('%I.%I', in_schema, name)) is not null then
        return false;
    end if;
    perform pg_advisory_xact_lock(hashtext(in_schema || '.' || in_table));
    if to_regclass(format('%I.%I', in_schema, name)) is not null then
        return false;
    end if;
    begin
        execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L)',
            in_schema, name, in_schema, in_table, platform.floor_id(first_instant), platform.floor_id(next_instant));
    exception when check_violation then
        return false;
    end;
    return true;
end $$;
revoke all on function platform.ensure_month(text, text, timestamptz) from public;
grant execute on function platform.ensure_month(text, text, timestamptz) to jiban_app;

create table platform.journal (
    case_id uuid not null,
    seq int not null check (seq > 0),
    tx xid8 not null default pg_current_xact_id(),
    at timestamptz not null,
    actor text not null,
    kind text not null,
    data jsonb not null,
    hash bytea not null check (length(hash) = 32),
    primary key (case_id, seq)
) partition by range (case_id);
create index journal_in_order_of_commit on platform.journal (tx, case_id, seq);
create table platform.journal_default partition of platform.journal default;

create table platform.seal (
    day date primary key,
    through xid8 not null,
    heads int not null,
    digest bytea not null,
    previous bytea not null,
    mac bytea not null,
    sealed_at timestamptz not null
);
create table platform.sealed_head (
    day date not null references platform.seal (day),
    case_id uuid not null,
    seq int not null,
    hash bytea not null,
    primary key (day, case_id)
);
create index sealed_head_by_case on platform.sealed_head (case_id);

create table platform.projection (
    name text primary key,
    tx xid8 not null default '0',
    case_id uuid not null default '00000000-0000-0000-0000-000000000000',
    seq int not null default 0
);

grant usage on schema platform to jiban_app;
grant select, insert on platform.journal, platform.seal, platform.sealed_head to jiban_app;
grant select, insert, update on platform.projection to jiban_app;
