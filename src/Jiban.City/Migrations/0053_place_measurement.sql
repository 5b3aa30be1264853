-- A measurement on site as evidence: where the one who measured stood and how well that is known, the photos of it, and the key under which a
-- phone that was cut off sends it again without doubling it.
alter table city.component_measurement
    add column location geometry(Point, 4326),
    add column accuracy_metres real check (accuracy_metres >= 0),
    add column recorded_at timestamptz,
    add column idempotency_key text check (length(idempotency_key) between 1 and 100);
create unique index component_measurement_key on city.component_measurement (measured_by, idempotency_key);

alter table city.component_photo add column measurement_id uuid references city.component_measurement;
create index component_photo_measurement on city.component_photo (measurement_id) where measurement_id is not null;
