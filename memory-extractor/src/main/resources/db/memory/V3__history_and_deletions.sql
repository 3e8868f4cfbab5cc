-- Facts as they are now. How each came about is in "changes".
alter table facts drop constraint facts_turn_id_fkey;
alter table facts drop constraint facts_turn_id_fact_index_key;
-- The one space that all vectors belong to is in "embedding_space"; pgvector compares only vectors
-- of one length, so those of another model can't be taken for ours.
alter table facts alter column embedding type public.vector;
-- When the text was last changed; turn_id is the turn that did.
alter table facts add column changed_at timestamptz;
update facts set changed_at = learned_at;
alter table facts alter column changed_at set not null;

create index learned_turns_user_id on learned_turns (user_id);

-- What each turn changed, in its order: read back when the turn comes again, and each fact's history.
create table changes (
  turn_id      uuid not null,
  change_index int not null,
  memory_id    uuid not null,
  user_id      text not null,
  kind         text not null check (kind in ('added', 'updated', 'removed')),
  -- the fact from then on; none when it was removed
  text         text,
  -- the fact until then; none when it was added
  previous     text,
  -- the user's own words that say so
  quote        text not null default '',
  changed_at   timestamptz not null,
  primary key (turn_id, change_index)
);

insert into changes (turn_id, change_index, memory_id, user_id, kind, text, changed_at)
select turn_id, fact_index, memory_id, user_id, 'added', text, learned_at from facts;

create index changes_memory_id on changes (memory_id);
create index changes_user_id on changes (user_id);

alter table facts drop column fact_index;

-- Users who have deleted facts. Nothing of those stays, not even their ids: turns accepted until then
-- teach nothing more, and a rebuild takes what they had taught over as it is.
create table deletions (
  user_id         text primary key,
  deleted_until   timestamptz not null,
  -- the last turn that had been learned from
  after_partition int not null,
  after_offset    bigint not null
);

-- Memories whose state is to be published again, since something other than a turn changed it: as it
-- then is, or a tombstone if there is none. Each is announced several times, so that the last word
-- comes after what a turn's own transaction may still be publishing.
create table announcements (
  memory_id uuid primary key,
  user_id   text not null,
  due_at    timestamptz not null,
  times     int not null
);

create index announcements_due_at on announcements (due_at);

-- Who made the vectors of all facts: one row, or none while there has been no fact.
create table embedding_space (
  only_row   boolean primary key default true check (only_row),
  model      text not null,
  dimensions int not null,
  since      timestamptz not null default now()
);

insert into embedding_space (model, dimensions)
select 'all-minilm-l6-v2-q', 384 where exists (select 1 from facts);

-- Where a user wants no memory: nothing is recalled and nothing learned. Without a session: nowhere.
create table switched_off (
  user_id    text not null,
  session_id text,
  since      timestamptz not null default now(),
  unique nulls not distinct (user_id, session_id)
);

-- What a rebuild has learned so far, before it takes the place of the above.
create table shadow_learned_turns (like learned_turns including all);
create table shadow_facts (like facts including all);
create table shadow_changes (like changes including all);
