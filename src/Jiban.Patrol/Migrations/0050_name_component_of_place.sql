-- The component that a place is, by its identifier; null for a place that is none. What is found there is a case about it.
alter table patrol.place add column component text;
