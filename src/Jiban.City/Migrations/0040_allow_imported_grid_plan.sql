-- A grid that was surveyed and imported is not made of squares: it has no side.
alter table city.grid_plan alter column side drop not null;
