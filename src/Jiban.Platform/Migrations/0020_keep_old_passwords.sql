-- When the password was set, by whomever; null for an account without one. Of those that stand already nobody knows: they are taken to be new.
alter table platform.account add column password_set_at timestamptz;
update platform.account set password_set_at = now() where password_hash is not null;

-- The passwords before the present one, as hashes, so that none of the last comes again.
create table platform.old_password (
    account_id uuid not null references platform.account,
    set_at timestamptz not null,
    password_hash text not null,
    primary key (account_id, set_at)
);

-- After how many days a password must be changed; 0: never.
insert into platform.setting (name, value) values ('password_days', '90');

grant select, insert, delete on platform.old_password to jiban_app;
