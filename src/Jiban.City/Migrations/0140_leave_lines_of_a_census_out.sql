-- Of a file with faults the sound lines may be taken: how many lines were left out, each as it stood in the file and with every reason, so that
-- whoever walked can mend and send them again.
alter table city.census
    add column left_out integer not null default 0,
    add column left_out_headings text[];

create table city.census_left_out (
    census_id uuid not null references city.census,
    line integer not null,
    -- in the order of the headings
    cells text[] not null,
    -- [{"fault": "twin", "detail": "7"}]
    faults jsonb not null,
    primary key (census_id, line)
);

grant select, insert on city.census_left_out to jiban_app;
