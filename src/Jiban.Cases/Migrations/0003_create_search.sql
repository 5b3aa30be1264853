-- Search over encrypted texts: keyed hashes of pairs of characters (SearchGrams). A projection; can be dropped and rebuilt.
create table cases.search (case_id uuid primary key, grams int[] not null);
create index search_by_gram on cases.search using gin (grams);
grant select, insert, delete on cases.search to jiban_app;
