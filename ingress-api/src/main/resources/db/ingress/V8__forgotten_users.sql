-- Users who asked to be forgotten. Their row in users is gone, and with it their sessions and keys;
-- the other services erase what they have.
create table forgotten_users (
  user_id         text primary key,
  -- what came of turns accepted until then goes: a user of an external issuer may come back later
  -- under the same id
  forgotten_until timestamptz not null,
  -- when all of their tokens had been ended
  revoked_at      timestamptz,
  -- when every service had erased its part
  finished_at     timestamptz
);

create index forgotten_users_open on forgotten_users (forgotten_until) where finished_at is null;

-- Read by the other services: whom to erase. Each has a view erased_users of whom it has erased.
create view users_to_forget as
  select user_id, forgotten_until from forgotten_users where finished_at is null;
