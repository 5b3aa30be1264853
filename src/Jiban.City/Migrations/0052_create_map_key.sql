-- Keys under which map programs of others read the registry. The key itself is shown once; here stands its SHA-256, which for 256 random bits
-- is enough. One that was revoked stays, with who did it.
create table city.map_key (
    key_id uuid primary key,
    name text not null check (length(name) between 1 and 60),
    hash bytea not null unique check (length(hash) = 32),
    issued_at timestamptz not null,
    issued_by uuid not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by uuid,
    check ((revoked_at is null) = (revoked_by is null))
);

grant select, insert on city.map_key to jiban_app;
grant update (last_used_at, revoked_at, revoked_by) on city.map_key to jiban_app;
