-- Where inspectors go because somebody planned it: a sweep out of one case, a watch over a hot place, a campaign over a list of places.
create table patrol.plan (
    plan_id uuid primary key,
    kind text not null check (kind in ('sweep', 'watch', 'campaign')),
    title text not null,
    unit_id uuid not null,
    made_by uuid not null,
    made_at timestamptz not null,
    -- whose requests are counted before and after; null for none
    class_code text,
    -- the case out of which a sweep was made
    of_case uuid,
    of_number text,
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    -- how often each place is looked at; null for once
    every_days int check (every_days between 1 and 31),
    checklist text[] not null default '{}',
    closed_at timestamptz,
    closed_by uuid,
    conclusion text,
    check ((closed_at is null) = (closed_by is null))
);
create index plan_by_unit on patrol.plan (unit_id, plan_id desc);

create table patrol.place (
    plan_id uuid not null references patrol.plan,
    place_no int not null,
    name text not null,
    -- 1e-7 degrees, WGS-84
    lon_e7 int not null,
    lat_e7 int not null,
    -- whose task it is; null for every inspector of the unit
    inspector_id uuid,
    -- the civil day by which somebody looks next; null when nothing is left to look at
    due_on date,
    primary key (plan_id, place_no)
);
create index place_by_inspector on patrol.place (inspector_id, due_on) where due_on is not null;

-- What was seen, one row a look; never changed.
create table patrol.look (
    look_id uuid primary key,
    plan_id uuid not null,
    place_no int not null,
    at timestamptz not null,
    by uuid not null,
    result text not null check (result in ('fine', 'found', 'noAccess')),
    -- one answer a line of the plan's checklist
    answers boolean[] not null default '{}',
    note text,
    -- what was found is a case
    case_id uuid,
    number text,
    -- the same look sent twice is one
    key_hash bytea not null unique,
    foreign key (plan_id, place_no) references patrol.place,
    check ((result = 'found') = (case_id is not null))
);
create index look_by_place on patrol.look (plan_id, place_no, look_id);

create table patrol.look_photo (
    file_id uuid primary key,
    look_id uuid not null references patrol.look,
    ordinal int not null
);
create index look_photo_by_look on patrol.look_photo (look_id);

-- Risk points as they were told to the public: a version stays as it was.
create table patrol.layer_version (
    plan_id uuid not null references patrol.plan,
    version int not null,
    title text not null,
    published_at timestamptz not null,
    published_by uuid not null,
    withdrawn_at timestamptz,
    names text[] not null,
    lons_e7 int[] not null,
    lats_e7 int[] not null,
    primary key (plan_id, version)
);

grant select, insert on patrol.look, patrol.look_photo to jiban_app;
grant select, insert, update on patrol.plan, patrol.place to jiban_app;
grant select, insert on patrol.layer_version to jiban_app;
grant update (withdrawn_at) on patrol.layer_version to jiban_app;
