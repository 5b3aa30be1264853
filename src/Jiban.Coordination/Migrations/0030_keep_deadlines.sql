-- What a whistle waits for: a task (decided or promised) for its owner, what is said to be done for the look of the caller's side.
create table coordination.deadline (
    task_id uuid not null references coordination.task,
    kind text not null check (kind in ('task', 'review')),
    whistle_id uuid not null references coordination.whistle,
    started_at timestamptz not null,
    due_at timestamptz not null,
    -- the rung of the ladder that was told last
    level int not null default 0,
    -- when the clock looks at it next; null when it has told everything
    next_at timestamptz,
    met_at timestamptz,
    primary key (task_id, kind)
);
create index deadline_due on coordination.deadline (next_at) where met_at is null;
create index deadline_of_whistle on coordination.deadline (whistle_id);

-- What was told, once each.
create table coordination.alarm (
    task_id uuid not null references coordination.task,
    kind text not null,
    due_at timestamptz not null,
    level int not null check (level between 1 and 3),
    whistle_id uuid not null references coordination.whistle,
    at timestamptz not null,
    primary key (task_id, kind, due_at, level)
);
create index alarm_of_whistle on coordination.alarm (whistle_id);

insert into coordination.deadline (task_id, kind, whistle_id, started_at, due_at, next_at)
select t.task_id, 'task', t.whistle_id, e.at, t.due_at, e.at
from coordination.task t join coordination.entry e on (e.whistle_id, e.seq) = (t.whistle_id, t.seq)
where t.state = 'open';
-- What was done before there was a time for the look is to be looked at by the next day.
insert into coordination.deadline (task_id, kind, whistle_id, started_at, due_at, next_at)
select task_id, 'review', whistle_id, done_at, done_at + interval '1 day', done_at from coordination.task where state = 'done';

grant select, insert, update on coordination.deadline to jiban_app;
grant select, insert on coordination.alarm to jiban_app;
