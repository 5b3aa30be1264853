-- Where the inspector stood who looked at a place of a plan; null for a phone that did not say.
alter table patrol.look
    add column stood_lon_e7 integer,
    add column stood_lat_e7 integer,
    add column stood_metres double precision check (stood_metres >= 0);
