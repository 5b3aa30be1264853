-- What arbiters said, read from the journal: a giving back to the city's line is none, though the case can't be returned any more either.
create table cases.ruling (
    case_id uuid not null,
    seq integer not null,
    class_code text not null,
    street_id uuid,
    unit_id uuid not null,
    primary key (case_id, seq)
);
create index on cases.ruling (class_code, street_id, unit_id);
grant select, insert, delete on cases.ruling to jiban_app;
drop index cases.case_file_ruled;
