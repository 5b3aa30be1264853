-- Split requests, whose parts are scored, and what a person judged an abuse of the line, count in no rate.
alter table assessment.outcome add column excluded boolean not null default false;
