-- The nodes of this service, and what each tells operators: numbers and names of configured things.
create table nodes (
  node_id      uuid primary key,
  host         text        not null,
  started_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  report       jsonb       not null
);

-- Dead letters that were driven again. The time of the letter is part of its name, since a topic
-- that is made anew counts from zero.
create table redrives (
  topic       text        not null,
  partition   int         not null,
  "offset"    bigint      not null,
  written_at  timestamptz not null,
  times       int         not null, -- the how-manieth time
  at          timestamptz not null default now(),
  -- where the record is now; null until Kafka has acknowledged it, and when it never did
  to_partition int,
  to_offset    bigint,
  primary key (topic, partition, "offset", written_at, times)
);
