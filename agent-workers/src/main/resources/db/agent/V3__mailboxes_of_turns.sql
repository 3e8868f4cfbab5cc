-- Where a turn's events are, and its whole end, so that any node can show it.

alter table turns
  -- partition of chat.replies; null before the first claim
  add column mailbox int;

drop function claim_turn;

-- Claims a turn for a worker, in one round trip, and brings what the model call needs.
--
-- claimed: this attempt is the caller's. held: its owner is alive, come again. finished: it has
-- ended, completed_turn is to be published.
--
-- A claim may be lost in a crash of the database, it is made again; so it does not wait for the disk.
create function claim_turn(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_partition int, p_offset bigint, p_mailbox int,
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
                                 accepted_at, started_at, request_partition, request_offset,
                                 mailbox)
  values (p_turn_id, p_session_id, p_user_id, 'running', 1, p_worker_id,
          p_accepted_at, now(), p_partition, p_offset, p_mailbox)
  on conflict (turn_id) do update
    set status = 'running', attempt = existing.attempt + 1, worker_id = p_worker_id,
        -- an attempt that was given back has no worker any more
        strikes = existing.strikes + coalesce(existing.worker_id <> p_worker_id, false)::int,
        started_at = coalesce(existing.started_at, now()),
        request_partition = p_partition, request_offset = p_offset, mailbox = p_mailbox,
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

create or replace view turn_overview as
  select turn_id, session_id, user_id, status, attempt, model, simulated, answer, finish_reason,
         error_code, error_message, accepted_at, started_at, finished_at, mailbox
  from turns where status <> 'pending';

-- Each ended turn as the CompletedTurn that turns.completed has, in Confluent's wire format.
create view ended_turns as
  select turn_id, completed_turn from turns where completed_turn is not null;
