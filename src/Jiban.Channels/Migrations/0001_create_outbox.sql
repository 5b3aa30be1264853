create schema channels;

-- Where messages go: the city's 12345 line (upstream), the SMS gateway (sms), a unit's webhook (unit:ID). The secret is wrapped under the
-- master key of the data directory, bound to destination_id.
create table channels.destination (
    code text primary key check (code in ('upstream', 'sms') or code ~ '^unit:[0-9a-f-]{36}$'),
    destination_id uuid not null unique,
    url text not null,
    secret bytea not null,
    page text,
    english boolean not null default false,
    in_use boolean not null,
    since timestamptz not null,
    version int not null default 1
);

-- What is to leave, a row for each entry of a journal and destination. No words and no people: they are read when it is delivered.
create table channels.outbox (
    case_id uuid not null,
    seq int not null,
    destination text not null check (destination in ('upstream', 'requester', 'unit')),
    what text not null,
    at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dropped', 'dead', 'givenUp')),
    tries int not null default 0,
    next_at timestamptz not null,
    lease uuid,
    lease_until timestamptz,
    fault text,
    done_at timestamptz,
    primary key (case_id, seq, destination)
);
create index outbox_due on channels.outbox (next_at) where state = 'waiting';
create index outbox_open on channels.outbox (at, case_id, seq) where state in ('waiting', 'dead');

-- The orders of the city's line, by its number: a projection of the journal.
create table channels.upstream_order (
    number text primary key,
    case_id uuid not null unique,
    limit_at timestamptz,
    received_on date not null,
    state text not null check (state in ('received', 'signed', 'resolved', 'closed'))
);
create index upstream_order_day on channels.upstream_order (received_on);

-- What the city sent, by its key: the same again gets the same answer, other content under the same key is refused.
create table channels.receipt (
    key text primary key,
    body_hash bytea not null,
    at timestamptz not null,
    case_id uuid,
    files uuid[],
    answer jsonb
);
create unique index receipt_case on channels.receipt (case_id) where key like 'order:%';

-- A signed request is taken once.
create table channels.nonce (nonce text primary key, at timestamptz not null);
create index nonce_at on channels.nonce (at);

-- A day compared with the city's list.
create table channels.reconciliation (
    day date primary key, at timestamptz not null, ours int not null, theirs int, fault text
);
create table channels.difference (
    day date not null references channels.reconciliation,
    number text not null,
    what text not null check (what in ('missingHere', 'missingThere', 'stateDiffers')),
    ours text,
    theirs text,
    primary key (day, number)
);

grant usage on schema channels to jiban_app;
grant select, insert, update on channels.destination, channels.outbox, channels.reconciliation to jiban_app;
grant select, insert, update, delete on channels.upstream_order, channels.receipt, channels.nonce, channels.difference to jiban_app;
