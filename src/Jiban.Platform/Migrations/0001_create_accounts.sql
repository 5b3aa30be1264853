create table platform.account (
    account_id uuid primary key,
    login text not null,
    name text not null,
    role text not null,
    unit_id uuid,
    phone text,
    password_hash text,
    security_stamp text not null,
    must_change boolean not null default false,
    failed_count integer not null default 0,
    locked_until timestamptz,
    disabled_at timestamptz,
    created_at timestamptz not null
);

-- Logins are ASCII (the rule stands in the program), so upper() folds them alike whatever the locale.
create unique index account_login on platform.account (upper(login));
create index account_unit on platform.account (unit_id, role);

-- Who did what outside the journal of a case: sign-ins, reveals, exports, settings. Ids are UUIDv7: their order is the order of time.
create table platform.audit_trail (
    audit_id uuid primary key,
    at timestamptz not null,
    actor_id uuid,
    action text not null,
    subject text,
    purpose text,
    outcome text not null,
    remote_hash bytea
);

create index audit_trail_actor on platform.audit_trail (actor_id, audit_id);
create index audit_trail_action on platform.audit_trail (action, audit_id);
create index audit_trail_subject on platform.audit_trail (subject, audit_id);

grant usage on schema platform to jiban_app;
grant select, insert, update on platform.account to jiban_app;
-- Append only: whoever runs the application can neither change nor remove a trace.
grant select, insert on platform.audit_trail to jiban_app;
