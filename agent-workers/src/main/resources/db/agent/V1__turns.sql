-- What the agent workers own: turns, the messages of sessions, and who is alive.

create table workers (
  worker_id    uuid primary key,
  host         text        not null,
  started_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now()
);

create table turns (
  turn_id        uuid primary key,
  session_id     text        not null,
  user_id        text        not null,
  -- pending: cancelled before it was claimed; nothing else leaves a row before its first claim
  status         text        not null check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  attempt        int         not null,
  worker_id      uuid,
  cancel_reason  text,
  forget         boolean     not null default false,
  model          text,
  simulated      boolean     not null default false,
  answer         text        not null default '',
  finish_reason  text,
  error_code     text,
  error_message  text,
  accepted_at    timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz,
  -- the CompletedTurn as it was or will be published, so that a redelivery publishes the same
  completed_turn bytea
);

create index turns_by_session on turns (session_id, turn_id);
create index turns_running on turns (worker_id) where status = 'running';

create table messages (
  position   bigint generated always as identity primary key,
  session_id text        not null,
  turn_id    uuid        not null,
  ordinal    int         not null,
  role       text        not null check (role in ('system', 'user', 'assistant')),
  content    text        not null,
  created_at timestamptz not null default now(),
  unique (turn_id, ordinal)
);

create index messages_by_session on messages (session_id, position);

-- Claims a turn for a worker, in one round trip, and brings what the model call needs.
--
-- claimed: this attempt is the caller's. held: its owner is alive, come again. finished: it has
-- ended, completed_turn is to be published.
--
-- A claim may be lost in a crash of the database, it is made again; so it does not wait for the disk.
create function claim_turn(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_worker_id uuid, p_runs_here boolean, p_alive_for interval, p_history_limit int,
  p_input text[] -- role, content, role, content …; null when the session has no history
) returns table (
  outcome text, attempt int, started_at timestamptz, cancel_reason text, forget boolean,
  completed_turn bytea, history text[], knows_user boolean
) language plpgsql as $$
#variable_conflict use_column
declare
  t turns%rowtype;
begin
  perform set_config('synchronous_commit', 'off', true);

  insert into turns as existing (turn_id, session_id, user_id, status, attempt, worker_id, accepted_at, started_at)
  values (p_turn_id, p_session_id, p_user_id, 'running', 1, p_worker_id, p_accepted_at, now())
  on conflict (turn_id) do update
    set status = 'running', attempt = existing.attempt + 1, worker_id = p_worker_id,
        started_at = coalesce(existing.started_at, now())
    where existing.status = 'pending'
       or (existing.status = 'running' and (
             existing.worker_id is null
             or (existing.worker_id = p_worker_id and not p_runs_here)
             or (existing.worker_id <> p_worker_id and not exists (
                   select 1 from workers w
                   where w.worker_id = existing.worker_id and w.heartbeat_at > now() - p_alive_for))))
  returning * into t;

  if not found then
    select * into t from turns where turn_id = p_turn_id;
    return query select
      case when t.status = 'running' then 'held' else 'finished' end,
      t.attempt, t.started_at, t.cancel_reason, t.forget, t.completed_turn, null::text[], false;
    return;
  end if;

  return query select 'claimed'::text, t.attempt, t.started_at, t.cancel_reason, t.forget, null::bytea,
    case when p_input is null then null else session_history(p_session_id, p_turn_id, p_history_limit) end,
    knows_user(p_user_id);

  if p_input is not null then
    insert into messages (session_id, turn_id, ordinal, role, content)
    select p_session_id, p_turn_id, n, p_input[n * 2 + 1], p_input[n * 2 + 2]
    from generate_series(0, array_length(p_input, 1) / 2 - 1) n
    on conflict (turn_id, ordinal) do nothing;
  end if;
end $$;

-- The newest messages before a turn, oldest first, as role, content, role, content …
create function session_history(p_session_id text, p_turn_id uuid, p_limit int) returns text[]
language sql stable as $$
  select coalesce(array_agg(part order by position, n), '{}')
  from (
    select position, role, content from messages
    where session_id = p_session_id and turn_id <> p_turn_id
    order by position desc limit p_limit
  ) newest, lateral (values (0, role), (1, content)) parts (n, part)
$$;

-- Whether anything is remembered about a user; false while the memory schema does not exist yet.
create function knows_user(p_user_id text) returns boolean language plpgsql stable as $$
begin
  if to_regclass('memory.known_users') is null then
    return false;
  end if;
  return exists (select 1 from memory.known_users where user_id = p_user_id);
end $$;

-- Stores a turn's end; false when the attempt is stale and nothing was written.
create function finish_turn(
  p_turn_id uuid, p_attempt int, p_status text, p_answer text, p_finish_reason text,
  p_error_code text, p_error_message text, p_model text, p_simulated boolean,
  p_forget boolean, p_in_history boolean, p_completed_turn bytea
) returns boolean language plpgsql as $$
declare
  v_session_id text;
  v_forget     boolean;
begin
  update turns
  set status = p_status, answer = p_answer, finish_reason = p_finish_reason,
      error_code = p_error_code, error_message = p_error_message, model = p_model,
      simulated = p_simulated, forget = forget or p_forget, finished_at = now(),
      completed_turn = p_completed_turn
  where turn_id = p_turn_id and attempt = p_attempt and status = 'running'
  returning session_id, forget into v_session_id, v_forget;
  if not found then
    return false;
  end if;
  if v_forget then
    delete from messages where turn_id = p_turn_id;
  elsif p_in_history and p_answer <> '' then
    insert into messages (session_id, turn_id, ordinal, role, content)
    values (v_session_id, p_turn_id, 1000000, 'assistant', p_answer);
  end if;
  return true;
end $$;

-- Read by others: these views are the contract, the tables are not.

create view session_messages as
  select session_id, turn_id, position, role, content, created_at from messages;

create view turn_overview as
  select turn_id, session_id, user_id, status, attempt, model, simulated, answer, finish_reason,
         error_code, error_message, accepted_at, started_at, finished_at
  from turns where status <> 'pending';
