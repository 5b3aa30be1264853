-- How long a sign-in of the field app lasts.
alter table patrol.shift_setting add column session_hours int not null default 12 check (session_hours between 1 and 24);

-- When the server heard that a shift began or ended: a phone without network tells it later. Null for what was told before this was kept.
alter table patrol.shift add column start_heard_at timestamptz, add column end_heard_at timestamptz;
grant update (start_heard_at, end_heard_at) on patrol.shift to jiban_app;
