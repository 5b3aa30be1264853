-- Those whom a plan concerns beside the unit that made it, and what they tell each other (专题群).
create table patrol.plan_member (
    plan_id uuid not null references patrol.plan,
    unit_id uuid not null,
    added_by uuid not null,
    added_at timestamptz not null,
    primary key (plan_id, unit_id)
);
create index plan_member_by_unit on patrol.plan_member (unit_id);

-- Never changed: what was said stays.
create table patrol.plan_post (
    plan_id uuid not null references patrol.plan,
    post_no int not null,
    at timestamptz not null,
    by uuid not null,
    unit_id uuid not null,
    text text not null check (char_length(text) between 1 and 1000),
    primary key (plan_id, post_no)
);

grant select, insert, delete on patrol.plan_member to jiban_app;
grant select, insert on patrol.plan_post to jiban_app;
