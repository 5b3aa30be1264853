-- Where a unit can be met (驻地): its address, and the point at which the map shows it.
alter table city.unit
    add column address text check (length(address) between 1 and 200),
    add column seat geometry(Point, 4326);
