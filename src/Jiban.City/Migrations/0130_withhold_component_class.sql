-- Identifiers run on, so whoever reads one tag can ask for all of them. Of some classes (power, gas and oil under pressure, cameras, the covers of the
-- police, sources of major danger) a stranger is told what it is and whose, so that a fault can still be reported, and neither where it stands nor
-- which units keep it. As shipped; the editor of classes sets it for each.
alter table city.component_class add column withheld boolean not null default false;
update city.component_class set withheld = true
where length(code) > 2 and left(code, 2) || right(code, 2) in (
    '0105', '0111', '0112', '0116', '0129', '0133', '0134', '0135', '0136', '0601', '2132');
