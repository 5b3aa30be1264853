-- Which seal key made a seal, so that older ones are checked with the key that made them. The number is under the MAC itself from form 3 on.
alter table platform.seal drop constraint seal_form_check;
alter table platform.seal add check (form in (1, 2, 3));
alter table platform.seal add column key int not null default 1 check (key >= 1);
