-- Photos of components: how it looked on a day. One that is taken back says who did it and why; the picture itself is deleted.
create table city.component_photo (
    -- the file of the platform
    photo_id uuid primary key,
    component_id uuid not null,
    -- as the camera tells, else when it was added
    taken_at timestamptz not null,
    added_at timestamptz not null,
    added_by uuid not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    withdrawn_reason text check (length(withdrawn_reason) <= 500),
    check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
create index component_photo_of on city.component_photo (component_id, taken_at desc) where withdrawn_at is null;

grant select, insert on city.component_photo to jiban_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on city.component_photo to jiban_app;
