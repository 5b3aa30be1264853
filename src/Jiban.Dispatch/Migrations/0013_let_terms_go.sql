-- Words are taken in as a whole table: one that is not in it any more is no word of the lists.
grant delete on dispatch.term to jiban_app;
