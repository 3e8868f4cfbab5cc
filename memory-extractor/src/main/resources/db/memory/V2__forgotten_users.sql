-- Users who are forgotten: no fact of theirs stays here, and none is learned.
create table forgotten_users (
  user_id         text primary key,
  -- turns accepted until then; a user of an external issuer may come back under the same id
  forgotten_until timestamptz not null
);

-- Read by others: of whom nothing is left here.
create view erased_users as
  select user_id, forgotten_until from forgotten_users;
