-- With what a limit starts, with what it pauses, and which days it counts.
alter table cases.time_limit
    add column starts_with text not null default 'step',
    add column pauses_with text not null default 'suspension',
    add column calendar text not null default 'official';
