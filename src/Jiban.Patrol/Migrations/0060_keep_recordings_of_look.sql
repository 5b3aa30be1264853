-- What was said on the spot stands beside the photos of a look.
alter table patrol.look_photo add column is_recording boolean not null default false;
