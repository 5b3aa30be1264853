-- Which keys this store was written with: a fingerprint of each, made with the key itself, so that it tells nothing of it. Without it
-- keys that got lost would be made anew without a word, and everything older could never be read again.
create table platform.key_fingerprint (
    name text primary key,
    fingerprint bytea not null check (length(fingerprint) = 32),
    first_used_at timestamptz not null default now()
);
grant select, insert on platform.key_fingerprint to jiban_app;

-- What the MAC of a seal covers. 1: day, digest, seal before. 2: also how far the seal reaches and when it was made. The number is
-- under the MAC itself from 2 on.
alter table platform.seal add column form smallint not null default 1 check (form in (1, 2));
