-- How high a component stands (高程), in metres over the 1985 national height datum (1985国家高程基准), which is not the height that satellites tell.
alter table city.component add column elevation_metres numeric(7, 3) check (elevation_metres between -200 and 9000);
