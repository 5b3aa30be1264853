-- When the inspector found it, which may be hours before the report was received; null for reports from before the phones told.
alter table patrol.report add column found_at timestamptz;
