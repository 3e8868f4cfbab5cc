-- Read by others: of whom nothing is recalled and nothing learned. Without a session: nowhere.
create view exempted as
  select user_id, session_id from switched_off;
