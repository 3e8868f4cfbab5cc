-- Turns whose facts are in "facts", those without any included: a turn that comes again adds nothing.
create table learned_turns (
  turn_id           uuid primary key,
  user_id           text not null,
  source_topic      text not null,
  source_partition  int not null,
  source_offset     bigint not null,
  extractor_version text not null,
  extractor_model   text not null,
  learned_at        timestamptz not null
);

create table facts (
  memory_id  uuid primary key,
  user_id    text not null,
  text       text not null,
  embedding  public.vector(384) not null,
  turn_id    uuid not null references learned_turns,
  fact_index int not null,
  learned_at timestamptz not null,
  unique (turn_id, fact_index)
);

-- Vectors stay in the row, since every search of a user's facts reads all of them.
alter table facts alter column embedding set storage plain;

create index facts_user_id on facts (user_id);

create view known_users as
select distinct user_id from facts;
