-- A handover or terms that were typed wrongly and have not begun can be taken back, with a reason, which the history keeps as a version of the record.
-- What has begun stays for ever: the operation deletes nothing that began.
grant delete on city.component_duty, city.component_terms to jiban_app;
