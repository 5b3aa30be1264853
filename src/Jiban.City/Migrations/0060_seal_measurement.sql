-- What the phone made of value, position, time and photos when a measurement was finished.
alter table city.component_measurement add column seal text check (length(seal) = 64);
