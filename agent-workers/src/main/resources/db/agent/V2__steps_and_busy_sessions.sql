-- Steps of turns, what new turns do to busy sessions, agents, histories that fit a model's window.

alter table workers add column agents text[] not null default '{}';

alter table turns
  -- code of the error with which the turn ends unheard; null for almost all
  add column refusal           text,
  -- attempts that ended with their worker or in an unforeseen failure
  add column strikes           int not null default 0,
  -- where its StartTurn stands in chat.requests
  add column request_partition int,
  add column request_offset    bigint;

create index turns_to_cancel on turns (worker_id) where status = 'running' and cancel_reason is not null;

alter table messages
  -- what the message takes of a model's window, its exchange included; null: not counted
  add column tokens   int,
  -- of an answer that needed tools: the model's and the tools' messages that it came from, JSON
  add column exchange text;

-- The finished steps of turns that still run, so that the next attempt makes none of them again.
create table steps (
  turn_id     uuid        not null,
  index       int         not null,
  attempt     int         not null,
  kind        text        not null check (kind in ('model_call', 'tool_call')),
  name        text        not null,
  failed      boolean     not null,
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  -- Avro, the step; null once the turn has ended, since its completed_turn holds it
  record      bytea,
  primary key (turn_id, index)
);

-- Turns of a session that stand before an offset of chat.requests are cancelled.
create table interruptions (
  session_id        text primary key,
  request_partition int         not null,
  before_offset     bigint      not null,
  -- those before this one are forgotten too
  forget_before     bigint      not null,
  reason            text        not null,
  -- by the ingress: a topic that was created anew begins at offset 0 again
  accepted_at       timestamptz not null
);

drop function claim_turn;
drop function session_history;
drop function finish_turn;

-- Claims a turn for a worker, in one round trip, and brings what the model call needs.
--
-- claimed: this attempt is the caller's. held: its owner is alive, come again. finished: it has
-- ended, completed_turn is to be published.
--
-- A claim may be lost in a crash of the database, it is made again; so it does not wait for the disk.
create function claim_turn(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_partition int, p_offset bigint,
  p_worker_id uuid, p_runs_here boolean, p_alive_for interval,
  p_history_messages int, p_history_tokens int,
  p_input text[], -- role, content, role, content …; null when the session has no history
  p_input_tokens int[]
) returns table (
  outcome text, attempt int, strikes int, started_at timestamptz, running_ms bigint,
  refusal text, cancel_reason text, forget boolean, completed_turn bytea, knows_user boolean,
  history text[], -- role, content, exchange, role, content, exchange …, oldest first
  history_tokens int[], steps bytea[]
) language plpgsql as $$
#variable_conflict use_column
declare
  t turns%rowtype;
  i interruptions%rowtype;
begin
  perform set_config('synchronous_commit', 'off', true);
  -- against interrupt_session: one of the two sees what the other did
  perform pg_advisory_xact_lock(hashtextextended(p_session_id, 0));

  insert into turns as existing (turn_id, session_id, user_id, status, attempt, worker_id,
                                 accepted_at, started_at, request_partition, request_offset)
  values (p_turn_id, p_session_id, p_user_id, 'running', 1, p_worker_id,
          p_accepted_at, now(), p_partition, p_offset)
  on conflict (turn_id) do update
    set status = 'running', attempt = existing.attempt + 1, worker_id = p_worker_id,
        -- an attempt that was given back has no worker any more
        strikes = existing.strikes + coalesce(existing.worker_id <> p_worker_id, false)::int,
        started_at = coalesce(existing.started_at, now()),
        request_partition = p_partition, request_offset = p_offset,
        -- a cancellation by somebody else is none
        session_id = p_session_id, user_id = p_user_id, accepted_at = p_accepted_at,
        cancel_reason = case when existing.session_id = p_session_id and existing.user_id = p_user_id
                             then existing.cancel_reason end,
        refusal = case when existing.session_id = p_session_id and existing.user_id = p_user_id
                       then existing.refusal end,
        forget = existing.forget and existing.session_id = p_session_id and existing.user_id = p_user_id
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
      t.attempt, t.strikes, t.started_at, 0::bigint, t.refusal, t.cancel_reason, t.forget,
      t.completed_turn, false, null::text[], null::int[], null::bytea[];
    return;
  end if;

  select * into i from interruptions
  where session_id = p_session_id and request_partition = p_partition and before_offset > p_offset
    and accepted_at > p_accepted_at - interval '1 hour';

  return query select
    'claimed'::text, t.attempt, t.strikes, t.started_at,
    (extract(epoch from now() - t.started_at) * 1000)::bigint,
    t.refusal, coalesce(t.cancel_reason, i.reason), t.forget or coalesce(i.forget_before > p_offset, false),
    null::bytea, knows_user(p_user_id), h.history, h.tokens,
    case when t.attempt > 1 then array(
      select s.record from steps s
      where s.turn_id = p_turn_id and s.record is not null order by s.index) end
  from session_history(p_session_id, p_turn_id, p_history_messages, p_history_tokens) h;

  if p_input is not null then
    insert into messages (session_id, turn_id, ordinal, role, content, tokens)
    select p_session_id, p_turn_id, n, p_input[n * 2 + 1], p_input[n * 2 + 2], p_input_tokens[n + 1]
    from generate_series(0, array_length(p_input, 1) / 2 - 1) n
    on conflict (turn_id, ordinal) do nothing;
  end if;
end $$;

-- The newest messages before a turn that fit into p_tokens, oldest first.
create function session_history(
  p_session_id text, p_turn_id uuid, p_messages int, p_tokens int,
  out history text[], out tokens int[]
) language sql stable as $$
  select array_agg(part order by position, n), array_agg(m.tokens order by position) filter (where n = 0)
  from (
    select *, sum(newest.tokens) over (order by position desc) as together
    from (
      select position, role, content, exchange,
             -- a message that nobody counted: three bytes a token are on the safe side
             coalesce(tokens, (octet_length(content) + coalesce(octet_length(exchange), 0)) / 3 + 4) as tokens
      from messages
      where session_id = p_session_id and turn_id <> p_turn_id
      order by position desc limit p_messages
    ) newest
  ) m, lateral (values (0, role), (1, content), (2, exchange)) parts (n, part)
  where together <= p_tokens
$$;

-- Whether a turn's owner is alive and still runs it. Cheaper than a claim, for those that wait.
create function is_held(p_turn_id uuid, p_alive_for interval) returns boolean language sql stable as $$
  select exists (
    select 1 from turns t join workers w using (worker_id)
    where t.turn_id = p_turn_id and t.status = 'running' and w.heartbeat_at > now() - p_alive_for)
$$;

-- Stores a finished step of an attempt; false when the attempt is stale and nothing was written.
create function save_step(
  p_turn_id uuid, p_attempt int, p_worker_id uuid, p_index int, p_kind text, p_name text, p_failed boolean,
  p_started_at timestamptz, p_finished_at timestamptz, p_record bytea
) returns boolean language plpgsql as $$
begin
  -- the lock lets no other attempt begin in between; the worker counts too, since a claim that was
  -- lost in a crash of the database is made again with the same number
  perform 1 from turns
  where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
    and status = 'running' for share;
  if not found then
    return false;
  end if;
  if p_index = 0 then
    delete from steps where turn_id = p_turn_id; -- of a worker of another version
  end if;
  insert into steps values (p_turn_id, p_index, p_attempt, p_kind, p_name, p_failed,
                            p_started_at, p_finished_at, p_record)
  on conflict (turn_id, index) do update
    set attempt = excluded.attempt, kind = excluded.kind, name = excluded.name,
        failed = excluded.failed, started_at = excluded.started_at,
        finished_at = excluded.finished_at, record = excluded.record;
  return true;
end $$;

-- Stores a turn's end; false when the attempt is stale and nothing was written.
create function finish_turn(
  p_turn_id uuid, p_attempt int, p_worker_id uuid, p_status text, p_answer text, p_finish_reason text,
  p_error_code text, p_error_message text, p_model text, p_simulated boolean,
  p_forget boolean, p_in_history boolean, p_tokens int, p_exchange text, p_completed_turn bytea
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
  where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
    and status = 'running'
  returning session_id, forget into v_session_id, v_forget;
  if not found then
    return false;
  end if;
  update steps set record = null where turn_id = p_turn_id;
  if v_forget then
    delete from messages where turn_id = p_turn_id;
  elsif p_in_history and p_answer <> '' then
    insert into messages (session_id, turn_id, ordinal, role, content, tokens, exchange)
    values (v_session_id, p_turn_id, 1000000, 'assistant', p_answer, p_tokens, p_exchange);
  end if;
  return true;
end $$;

-- Notes that a turn is cancelled, whether it has been claimed already or not. One that has ended
-- stays as it is, but can still be forgotten.
create function cancel_turn(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_reason text, p_forget boolean
) returns void language plpgsql as $$
begin
  insert into turns as existing
    (turn_id, session_id, user_id, status, attempt, accepted_at, cancel_reason, forget)
  values (p_turn_id, p_session_id, p_user_id, 'pending', 0, p_accepted_at, p_reason, p_forget)
  on conflict (turn_id) do update
    set cancel_reason = coalesce(existing.cancel_reason, excluded.cancel_reason),
        forget = existing.forget or excluded.forget
    where existing.status in ('pending', 'running')
      and existing.session_id = p_session_id and existing.user_id = p_user_id;
  if p_forget then
    delete from messages m using turns t
    where m.turn_id = p_turn_id and t.turn_id = p_turn_id
      and t.session_id = p_session_id and t.user_id = p_user_id
      and t.status not in ('pending', 'running');
  end if;
end $$;

-- Refuses a turn that has not begun when its session is busy; true when it is refused.
create function refuse_if_busy(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_partition int,
  p_behind bigint[], -- offsets of the session's commands that the caller has not finished
  p_code text
) returns boolean language plpgsql as $$
begin
  -- of two that ask at once only one finds the session idle
  perform pg_advisory_xact_lock(hashtextextended(p_session_id, 0));

  if exists (
    -- one that has ended may only not be published yet
    select 1 from unnest(p_behind) command
    where not exists (
      select 1 from turns
      where session_id = p_session_id and request_partition = p_partition
        and request_offset = command and status not in ('pending', 'running'))
  ) or exists (
    select 1 from turns
    where session_id = p_session_id and turn_id <> p_turn_id and (
      -- one whose command is in the dead letters stays running for ever
      status = 'running' and accepted_at > now() - interval '1 day'
      -- one that was let pass here and whose StartTurn is still to come
      or status = 'pending' and refusal is null and cancel_reason is null
         and accepted_at > now() - interval '1 minute')
  ) then
    insert into turns as existing
      (turn_id, session_id, user_id, status, attempt, accepted_at, refusal)
    values (p_turn_id, p_session_id, p_user_id, 'pending', 0, p_accepted_at, p_code)
    on conflict (turn_id) do update set refusal = excluded.refusal where existing.status = 'pending';
  else
    insert into turns (turn_id, session_id, user_id, status, attempt, accepted_at)
    values (p_turn_id, p_session_id, p_user_id, 'pending', 0, p_accepted_at)
    on conflict (turn_id) do nothing;
  end if;
  return exists (
    select 1 from turns where turn_id = p_turn_id and status = 'pending' and refusal is not null);
end $$;

-- Cancels the session's turns that were accepted before an offset and have not ended.
create function interrupt_session(
  p_session_id text, p_partition int, p_offset bigint, p_accepted_at timestamptz,
  p_reason text, p_forget boolean
) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_session_id, 0));

  insert into interruptions as existing
  values (p_session_id, p_partition, p_offset, case when p_forget then p_offset else 0 end,
          p_reason, p_accepted_at)
  on conflict (session_id) do update
    set request_partition = excluded.request_partition, before_offset = excluded.before_offset,
        forget_before =
          case when existing.request_partition = excluded.request_partition
               then greatest(existing.forget_before, excluded.forget_before)
               else excluded.forget_before end,
        reason = excluded.reason, accepted_at = excluded.accepted_at
    where existing.request_partition <> excluded.request_partition
       or existing.before_offset < excluded.before_offset
       or existing.accepted_at < excluded.accepted_at - interval '1 hour';

  update turns
  set cancel_reason = coalesce(cancel_reason, p_reason), forget = forget or p_forget
  where session_id = p_session_id and status = 'running'
    and request_partition = p_partition and request_offset < p_offset
    and accepted_at < p_accepted_at + interval '1 hour';
end $$;

-- Forgets what a session's turns before an offset have said.
create function clear_history(p_session_id text, p_partition int, p_offset bigint)
returns void language sql as $$
  delete from messages m using turns t
  where m.session_id = p_session_id and t.turn_id = m.turn_id
    and (t.request_partition is distinct from p_partition or t.request_offset < p_offset);
$$;

-- Keeps a worker alive, and tells it which of its turns are cancelled: one that it still runs after
-- its partition went to another worker hears of its cancellation only so.
create function beat(p_worker_id uuid, p_host text, p_agents text[])
returns table (turn_id uuid, reason text, forget boolean) language sql as $$
  insert into workers (worker_id, host, agents) values (p_worker_id, p_host, p_agents)
  on conflict (worker_id) do update set heartbeat_at = now();
  select turn_id, cancel_reason, forget from turns
  where worker_id = p_worker_id and status = 'running' and cancel_reason is not null;
$$;

create or replace view session_messages as
  select m.session_id, m.turn_id, m.position, m.role, m.content, m.created_at, t.status as turn_status
  from messages m left join turns t using (turn_id);

create view turn_steps as
  select turn_id, index, attempt, kind, name, failed, started_at, finished_at from steps;

-- The agents that some worker knows.
create view agents as
  select distinct unnest(agents) as name from workers where heartbeat_at > now() - interval '30 seconds';
