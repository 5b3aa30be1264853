-- What may be the same event near by (FindTwins): of one class within some hundred metres. The index on points knows no classes: among a million open
-- cases it gives every case of the quarter, each from a page of its own. This one tells class and place before a row is read.
create index case_file_open_near on cases.case_file (class_code, lat_e7, lon_e7, case_id)
    where lat_e7 is not null and incident_id is null and state in ('queued', 'dispatched', 'signed');
