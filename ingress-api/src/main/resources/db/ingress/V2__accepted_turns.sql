-- Whose turn it is, from the log's acknowledgement on, also while no worker has it yet. Written
-- behind, so a crash loses the newest rows: the turns go on, they only can't be looked up before a
-- worker has them. An id is a UUIDv7, so the primary key is the order in time too, and the oldest
-- rows are found by it.
create table accepted_turns (
  turn_id     uuid primary key,
  session_id  text        not null,
  user_id     text        not null,
  mailbox     int         not null,
  accepted_at timestamptz not null
);
