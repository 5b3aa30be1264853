-- A citizen's request that an inspector looks at before a unit is sent (核实): who looks, by when, whom dispatch has chosen for then, and what came of it.
alter table cases.case_file
    add column verifier uuid,
    add column due_verify timestamptz,
    add column verify_unit uuid,
    add column verify_mode text,
    add column verified text,
    add column verified_at timestamptz;
create index case_file_of_verifier on cases.case_file (verifier, due_verify) where verifier is not null;

-- Off as shipped: minutes for the look, then channels and classes, separated by commas.
insert into cases.setting (name, value) values
    ('verification', 'off/120'), ('verification_channels', ''), ('verification_classes', '');
