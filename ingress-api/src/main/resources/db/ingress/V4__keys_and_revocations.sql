-- Tokens that are no longer good although they have not expired. Every node keeps those that have
-- not expired in memory and reads the new ones twice a second, by revoked_at.
create table revocations (
  -- login, logins (all of a user), session, user (everything of a user), api_key
  kind       text        not null,
  -- the id of what no longer counts
  subject    text        not null,
  user_id    text        not null,
  -- tokens issued until then are refused
  before     timestamptz not null,
  -- no token that it refuses is good for longer
  expires_at timestamptz not null,
  revoked_at timestamptz not null default clock_timestamp(),
  primary key (kind, subject)
);

create index revocations_by_time on revocations (revoked_at);
create index revocations_by_expiry on revocations (expires_at);
create index revocations_of_user on revocations (user_id);

-- Keys to the OpenAI-compatible API. The key itself is not stored: its SHA-256 is, which needs no
-- salt and no slow hash, since a key has 178 random bits.
create table api_keys (
  id               text        primary key,
  user_id          text        not null references users (id) on delete cascade,
  name             text        not null,
  -- the key's first characters, by which people recognise it
  prefix           text        not null,
  digest           bytea       not null unique,
  created_at       timestamptz not null,
  expires_at       timestamptz,
  -- written behind, and coarse
  last_used_at     timestamptz,
  -- null for no limit of its own
  tokens_per_day   bigint,
  tokens_per_month bigint,
  cost_per_day     numeric,
  cost_per_month   numeric
);

create index api_keys_of_user on api_keys (user_id, created_at desc);

-- Users of an external issuer have neither: they are known by the id made of issuer and subject.
alter table users alter column email drop not null;
alter table users alter column password_hash drop not null;
