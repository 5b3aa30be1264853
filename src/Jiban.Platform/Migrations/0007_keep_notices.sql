-- What a unit or a person is told on the desk (the bell): a code and where to look, no words and no people.
create table platform.notice (
    notice_id bigint generated always as identity primary key,
    -- a unit, or an account
    to_id uuid not null,
    -- what happened, so that nobody is told of it twice
    source text not null,
    -- the operation that one must be allowed to do to be told
    needs text not null,
    kind text not null,
    -- the rung of a ladder of reminders
    level int,
    -- where to look: a case, a whistle, a list of cases
    subject text not null check (subject in ('case', 'whistle', 'list')),
    subject_id uuid not null,
    number text,
    -- how many of the kind at once
    count int not null default 1 check (count > 0),
    due_at timestamptz,
    at timestamptz not null,
    unique (to_id, source)
);
create index notice_to on platform.notice (to_id, notice_id desc);
create index notice_at on platform.notice (at);

create table platform.notice_read (
    account_id uuid not null references platform.account,
    notice_id bigint not null references platform.notice on delete cascade,
    primary key (account_id, notice_id)
);
create index notice_read_of on platform.notice_read (notice_id);

grant select, insert, delete on platform.notice, platform.notice_read to jiban_app;
