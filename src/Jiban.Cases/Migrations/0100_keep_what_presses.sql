-- Supervised (督办) until its result or its end, and handed over until whoever got it has a result: both are news for somebody's desk.
alter table cases.case_file add column supervised_at timestamptz, add column handed_over_at timestamptz;
create index case_file_pressing on cases.case_file (unit_id, case_id)
    where alarm_level > 1 or supervised_at is not null;
