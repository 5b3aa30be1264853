-- Prepared groups: who is called when it is always the same who must come.
create table coordination.template (
    code text primary key check (code ~ '^[a-z0-9-]{2,40}$'),
    name text not null,
    kind text not null check (kind in ('emergency', 'jointInspection', 'keyWork')),
    report_by_minutes int not null check (report_by_minutes > 0),
    escalate_minutes int not null check (escalate_minutes > 0),
    checklist text[] not null default '{}',
    in_use boolean not null default true,
    version int not null default 1
);

-- One line a unit: by its id, or the nearest of a kind that answers for a class.
create table coordination.template_unit (
    code text not null references coordination.template,
    ordinal int not null,
    unit_id uuid,
    unit_kind text,
    class_code text,
    primary key (code, ordinal),
    check ((unit_id is null) <> (unit_kind is null))
);

insert into coordination.template (code, name, kind, report_by_minutes, escalate_minutes, checklist) values
    ('burst-pipe', '水暖管爆裂', 'emergency', 30, 30, '{}'),
    ('dark-street', '路段无照明', 'emergency', 900, 120, '{}'),
    ('bad-smell', '异味与排放联合检查', 'jointInspection', 240, 120, '{环评与排污许可,治理设施运行,排放检测}');
insert into coordination.template_unit (code, ordinal, unit_kind, class_code) values
    ('burst-pipe', 1, 'department', '0601'),
    ('burst-pipe', 2, 'utility', '0201'),
    ('burst-pipe', 3, 'propertyCompany', null),
    ('dark-street', 1, 'section', '0407'),
    ('dark-street', 2, 'department', '09'),
    ('dark-street', 3, 'utility', '0407'),
    ('bad-smell', 1, 'department', '10'),
    ('bad-smell', 2, 'department', '0401');

grant select, insert, update on coordination.template to jiban_app;
grant select, insert, delete on coordination.template_unit to jiban_app;
