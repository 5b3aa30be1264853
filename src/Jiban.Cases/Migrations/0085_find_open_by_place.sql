-- What may be the same event (FindTwins) is looked for among the open cases of three days. Where the newest of a class do not lie at the place that is
-- named, the index of classes would be read to its end: a hundred thousand rows of a class in a large city.
create index case_file_open_at_name on cases.case_file (place_name, class_code, case_id)
    where place_name is not null and incident_id is null and state in ('queued', 'dispatched', 'signed');
create index case_file_open_nowhere on cases.case_file (class_code, case_id)
    where place_name is null and lon_e7 is null and incident_id is null and state in ('queued', 'dispatched', 'signed');
