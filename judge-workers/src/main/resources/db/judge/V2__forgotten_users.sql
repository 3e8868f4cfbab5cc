-- Users who are forgotten: no score of theirs stays here, and none is added.
create table forgotten_users (
  user_id         text primary key,
  -- turns accepted until then; a user of an external issuer may come back under the same id
  forgotten_until timestamptz not null,
  -- until when nothing is left
  erased_until    timestamptz
);

create index scores_by_user on scores (user_id);

-- Read by others: of whom nothing is left here.
create view erased_users as
  select user_id, erased_until as forgotten_until from forgotten_users
  where erased_until is not null;
