-- What a survey says of a cell beside its border (rules.md §4.2). Area and length are those of the border, its days those of the row.
alter table city.grid_cell
    add column land_use text check (length(land_use) between 1 and 30),
    add column management text check (length(management) between 1 and 30),
    add column body_id uuid references city.unit deferrable initially deferred;
alter table city.past_grid_cell add column land_use text, add column management text, add column body_id uuid;
alter table city.grid_plan_cell add column land_use text, add column management text, add column body_id uuid;
