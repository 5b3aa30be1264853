-- Two who need the first row of a month at once: the second waits for the lock, but an advisory lock does not refresh what its session
-- knows of the catalogue, so it may still believe the partition is missing. That it is there then is what it wanted.
create or replace function platform.ensure_month(in_schema text, in_table text, at timestamptz) returns boolean
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
    exception when check_violation or duplicate_table then
        return false;
    end;
    return true;
end $$;
