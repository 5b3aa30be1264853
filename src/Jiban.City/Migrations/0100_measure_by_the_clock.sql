-- When a lamp came on is told by the clock, 18:15, not as hours with fractions, 18.25: a measurement is a value in a unit or a time of day. What was
-- recorded as hours stays as it was recorded, and is shown by the clock where its quantity is a time of day.
alter table city.component_measurement
    alter column value drop not null,
    add column clock time(0),
    add check (num_nonnulls(value, clock) = 1);
