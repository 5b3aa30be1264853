-- GB/T 47678.3 gives a unit grid cell fifteen characters: behind the twelve digits of its community a survey may have capital letters.
alter table city.grid_cell drop constraint grid_cell_code_check;
alter table city.grid_cell add constraint grid_cell_code_check check (code ~ '^[0-9]{12}[0-9A-Z]{3}$');
alter table city.component drop constraint component_grid_code_check;
alter table city.component add constraint component_grid_code_check check (grid_code ~ '^[0-9]{12}[0-9A-Z]{3}$');
alter table city.census drop constraint census_area_check;
alter table city.census add constraint census_area_check check (area ~ '^[0-9]{6,12}$' or area ~ '^[0-9]{12}[0-9A-Z]{1,3}$');
