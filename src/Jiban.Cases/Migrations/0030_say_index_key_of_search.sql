-- Which index key made the hashes of a row, so that a rotation knows what is left; it writes each row anew under the key in use.
alter table cases.search add column index_key int not null default 1;
grant update on cases.search to jiban_app;
