-- The whistle (吹哨报到): who is called to come, who came, what was decided and what became of it.
create schema coordination;

create table coordination.whistle (
    whistle_id uuid primary key,
    kind text not null check (kind in ('emergency', 'jointInspection', 'keyWork')),
    -- who blew it: the caller
    unit_id uuid not null,
    blown_by uuid not null,
    blown_at timestamptz not null,
    -- the account of the named leader of a joint inspection
    leader_id uuid,
    template text,
    place_name text,
    -- 1e-7 degrees, WGS-84
    lon_e7 int,
    lat_e7 int,
    -- from telling the district until telling the city
    escalate_minutes int not null check (escalate_minutes > 0),
    -- the key of its texts, sealed under the keys of its cases; without a case under the master key
    wrapped_key bytea not null,
    head_seq int not null,
    closed_at timestamptz,
    closed_by uuid,
    check ((lon_e7 is null) = (lat_e7 is null))
);
create index whistle_by_unit on coordination.whistle (unit_id, whistle_id desc);
create index whistle_by_leader on coordination.whistle (leader_id, whistle_id desc) where leader_id is not null;

create table coordination.whistle_case (
    whistle_id uuid not null references coordination.whistle,
    case_id uuid not null,
    number text not null,
    primary key (whistle_id, case_id)
);
create index whistle_of_case on coordination.whistle_case (case_id);

create table coordination.summons (
    whistle_id uuid not null references coordination.whistle,
    unit_id uuid not null,
    report_by timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    arrived_at timestamptz,
    arrived_by uuid,
    lon_e7 int,
    lat_e7 int,
    accuracy_metres int,
    distance_metres int,
    -- when somebody above is told, if it has not come by then; null when nobody is to be told (any more)
    escalate_at timestamptz,
    primary key (whistle_id, unit_id),
    check (arrived_at is null or escalate_at is null)
);
create index summons_by_unit on coordination.summons (unit_id, whistle_id desc);
create index summons_due on coordination.summons (escalate_at) where escalate_at is not null;

-- Once for each level: what a sweep does twice, or two hosts do at once, can't be written twice.
create table coordination.escalation (
    whistle_id uuid not null,
    unit_id uuid not null,
    level text not null check (level in ('district', 'city')),
    to_unit uuid not null,
    due_at timestamptz not null,
    at timestamptz not null,
    primary key (whistle_id, unit_id, level),
    foreign key (whistle_id, unit_id) references coordination.summons
);
create index escalation_to on coordination.escalation (to_unit, whistle_id desc);

create table coordination.task (
    task_id uuid primary key,
    whistle_id uuid not null references coordination.whistle,
    -- the entry that opened it, with its words
    seq int not null,
    kind text not null check (kind in ('build', 'maintain', 'approve', 'visit', 'other')),
    unit_id uuid not null,
    due_at timestamptz not null,
    proof text not null check (proof in ('none', 'text', 'photo')),
    guided_by uuid,
    -- what a firm promised: its name and words stand in the entry
    promised boolean not null,
    needs_consent boolean not null,
    consent_seq int,
    state text not null check (state in ('open', 'done', 'verified', 'withdrawn')),
    done_at timestamptz,
    done_by uuid,
    done_seq int,
    verified_at timestamptz,
    verified_by uuid,
    check (not needs_consent or consent_seq is not null or state in ('open', 'withdrawn')),
    check (state <> 'verified' or verified_by <> done_by)
);
create index task_of_whistle on coordination.task (whistle_id, seq);
create index task_by_unit on coordination.task (unit_id, whistle_id desc);

create table coordination.finding (
    whistle_id uuid not null references coordination.whistle,
    ordinal int not null,
    item text not null,
    result text not null check (result in ('notChecked', 'inOrder', 'fault')),
    -- the entry with the note, of the last look
    seq int,
    primary key (whistle_id, ordinal)
);

create table coordination.score (
    whistle_id uuid not null references coordination.whistle,
    from_unit uuid not null,
    to_unit uuid not null,
    points int not null check (points between 1 and 5),
    seq int not null,
    primary key (whistle_id, from_unit, to_unit)
);
create index score_of on coordination.score (to_unit);

-- What happened, append-only. Free text and personal data stand in the box only.
create table coordination.entry (
    whistle_id uuid not null references coordination.whistle,
    seq int not null,
    at timestamptz not null,
    actor text not null,
    kind text not null,
    data jsonb not null,
    box bytea,
    primary key (whistle_id, seq)
);

create table coordination.attachment (
    file_id uuid primary key,
    whistle_id uuid not null references coordination.whistle,
    seq int not null
);
create index attachment_of_whistle on coordination.attachment (whistle_id, seq);

grant usage on schema coordination to jiban_app;
grant select, insert, update on coordination.whistle, coordination.summons, coordination.task, coordination.finding to jiban_app;
grant select, insert on coordination.whistle_case, coordination.escalation, coordination.score, coordination.entry, coordination.attachment to jiban_app;
