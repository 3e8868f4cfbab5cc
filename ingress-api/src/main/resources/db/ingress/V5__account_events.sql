-- What happened to accounts, for operators. No e-mail addresses, no secrets. Written behind, so a
-- crash loses the newest rows; the log line comes first. An id is a UUIDv7, so the primary key is
-- the order in time too, and the oldest rows are found by it.
create table account_events (
  id         uuid primary key,
  at         timestamptz not null,
  action     text        not null,
  outcome    text        not null,
  user_id    text,
  -- what it was done to: session:…, api-key:…, or login:… with the salted hash of an unknown name
  subject    text,
  address    text,
  request_id text
);

create index account_events_of_user on account_events (user_id, id) where user_id is not null;
create index account_events_by_subject on account_events (subject, id) where subject is not null;

-- So that the hashes of unknown names in logs can't be tried out by who has only the logs.
create table audit_salt (
  salt text not null default gen_random_uuid()::text || gen_random_uuid()::text,
  id   int primary key default 1 check (id = 1)
);

insert into audit_salt default values;
