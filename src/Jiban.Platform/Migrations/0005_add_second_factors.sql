-- What of it: the fields of an account that changed, the second factor that somebody signed in with.
alter table platform.audit_trail add column detail text;

-- The secret of one-time codes (RFC 6238), in a box of the data protection keys. It asks for no code until the owner has confirmed it by one.
create table platform.totp (
    account_id uuid primary key references platform.account,
    secret bytea not null,
    confirmed_at timestamptz,
    -- The last step that was accepted: it and what lies before it are never accepted again.
    last_step bigint not null default 0
);

-- Ten a time, each good for one sign-in. A keyed hash of the code; the key lies outside the database.
create table platform.recovery_code (
    account_id uuid not null references platform.account,
    code_hash bytea not null,
    used_at timestamptz,
    primary key (account_id, code_hash)
);

create table platform.passkey (
    passkey_id uuid primary key,
    account_id uuid not null references platform.account,
    name text not null,
    credential_id bytea not null unique,
    public_key bytea not null,
    sign_count bigint not null,
    transports text[] not null,
    is_backup_eligible boolean not null,
    is_backed_up boolean not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index passkey_account on platform.passkey (account_id);

-- Who must have a second factor: Nobody, Administrators or Everybody.
create table platform.setting (
    name text primary key,
    value text not null,
    version integer not null default 1
);

insert into platform.setting (name, value) values ('second_factor', 'Nobody');

grant select, insert, update, delete on platform.totp, platform.recovery_code, platform.passkey to jiban_app;
grant select, update on platform.setting to jiban_app;
