-- Turns that take the place of earlier ones (retry, edit and resend), and the pages of a session.

alter table turns
  -- whose place this one was to take
  add column replaces      uuid,
  -- who took its place, or that of one before it: it is out of the history
  add column superseded_by uuid;

alter table messages
  -- as of its turn; kept, since the place can be given back
  add column superseded_by uuid;

-- Takes a turn and all after it out of a session's history, for the one that stands there now. May
-- be done twice. What is in the history is in the order of positions, wherever it was in the log.
--
-- What was accepted later than the one that replaces stays: that one is from a log of long ago, such
-- as a dead letter that is driven again. Clocks of nodes may differ by a minute.
create function supersede(
  p_session_id text, p_turn_id uuid, p_replaces uuid, p_accepted_at timestamptz
) returns void language plpgsql as $$
declare
  v_place uuid := p_replaces;
  v_from  bigint;
begin
  for step in 1..100 loop
    select min(position) into v_from from messages
    where turn_id = v_place and session_id = p_session_id and superseded_by is null;
    exit when v_from is not null;
    -- another one was quicker: that one has the place now; or it has left the history, and gave the
    -- place back to whom it had taken it from
    select coalesce(superseded_by, replaces) into v_place from turns
    where turn_id = v_place and session_id = p_session_id;
    if v_place is null or v_place = p_turn_id then
      return;
    end if;
  end loop;
  if v_from is null then
    return;
  end if;

  with replaced as (
    update messages m set superseded_by = p_turn_id
    from turns t
    where t.turn_id = m.turn_id and t.accepted_at <= p_accepted_at + interval '1 minute'
      and m.session_id = p_session_id and m.position >= v_from and m.turn_id <> p_turn_id
      and m.superseded_by is null
    returning m.turn_id)
  update turns set superseded_by = p_turn_id
  where session_id = p_session_id and superseded_by is null
    and turn_id in (select turn_id from replaced);
end $$;

-- A turn that leaves the history gives its place back to those that it took it from, or hands it on
-- to who took it from itself.
create function give_place_back(p_session_id text, p_turn_id uuid) returns void language plpgsql as $$
declare
  v_heir uuid;
begin
  select superseded_by into v_heir from turns where turn_id = p_turn_id;
  update turns set superseded_by = v_heir
  where session_id = p_session_id and superseded_by = p_turn_id;
  update messages set superseded_by = v_heir
  where session_id = p_session_id and superseded_by = p_turn_id;
end $$;

-- The newest messages before a turn that fit into p_tokens, oldest first.
create or replace function session_history(
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
      where session_id = p_session_id and turn_id <> p_turn_id and superseded_by is null
      order by position desc limit p_messages
    ) newest
  ) m, lateral (values (0, role), (1, content), (2, exchange)) parts (n, part)
  where together <= p_tokens
$$;

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
  p_input_tokens int[],
  p_replaces uuid default null -- null for almost all, and for workers of before this was known
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
  v_forgotten boolean;
begin
  perform set_config('synchronous_commit', 'off', true);
  -- against interrupt_session: one of the two sees what the other did
  perform pg_advisory_xact_lock(hashtextextended(p_session_id, 0));
  -- against forget_user, likewise
  perform pg_advisory_xact_lock_shared(hashtextextended('user/' || p_user_id, 0));
  v_forgotten := exists (
    select 1 from forgotten_users where user_id = p_user_id and forgotten_until >= p_accepted_at);

  insert into turns as existing (turn_id, session_id, user_id, status, attempt, worker_id,
                                 accepted_at, started_at, request_partition, request_offset,
                                 mailbox, blank, replaces)
  values (p_turn_id, p_session_id, p_user_id, 'running', 1, p_worker_id,
          p_accepted_at, now(), p_partition, p_offset, p_mailbox, v_forgotten, p_replaces)
  on conflict (turn_id) do update
    set status = 'running', attempt = existing.attempt + 1, worker_id = p_worker_id,
        -- an attempt that was given back has no worker any more
        strikes = existing.strikes + coalesce(existing.worker_id <> p_worker_id, false)::int,
        started_at = coalesce(existing.started_at, now()),
        request_partition = p_partition, request_offset = p_offset, mailbox = p_mailbox,
        blank = v_forgotten, replaces = p_replaces,
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

  -- one that leaves the history again takes nobody's place in it
  if p_replaces is not null and p_input is not null and t.refusal is null and not v_forgotten
     and not t.forget and not coalesce(i.forget_before > p_offset, false) then
    perform supersede(p_session_id, p_turn_id, p_replaces, p_accepted_at);
  end if;

  return query select
    'claimed'::text, t.attempt, t.strikes, t.started_at,
    (extract(epoch from now() - t.started_at) * 1000)::bigint,
    t.refusal,
    coalesce(t.cancel_reason, i.reason, case when v_forgotten then 'its user was deleted' end),
    t.forget or v_forgotten or coalesce(i.forget_before > p_offset, false),
    null::bytea, not v_forgotten and knows_user(p_user_id), h.history, h.tokens,
    case when t.attempt > 1 then array(
      select s.record from steps s
      where s.turn_id = p_turn_id and s.record is not null order by s.index) end
  from session_history(p_session_id, p_turn_id, p_history_messages, p_history_tokens) h;

  if p_input is not null and not v_forgotten then
    insert into messages (session_id, turn_id, ordinal, role, content, tokens)
    select p_session_id, p_turn_id, n, p_input[n * 2 + 1], p_input[n * 2 + 2], p_input_tokens[n + 1]
    from generate_series(0, array_length(p_input, 1) / 2 - 1) n
    on conflict (turn_id, ordinal) do nothing;
  end if;
end $$;

-- Stores a turn's end: stored, or stale when a higher attempt has begun, or blank when the end must
-- say nothing and does; in both nothing was written.
create or replace function finish_turn(
  p_turn_id uuid, p_attempt int, p_worker_id uuid, p_status text, p_answer text, p_finish_reason text,
  p_error_code text, p_error_message text, p_model text, p_simulated boolean,
  p_forget boolean, p_in_history boolean, p_tokens int, p_exchange text, p_completed_turn bytea,
  p_blank boolean
) returns text language plpgsql as $$
declare
  v_session_id text;
  v_forget     boolean;
  v_superseded uuid;
begin
  update turns
  set status = p_status, answer = p_answer, finish_reason = p_finish_reason,
      error_code = p_error_code, error_message = p_error_message, model = p_model,
      simulated = p_simulated, forget = forget or p_forget, finished_at = now(),
      completed_turn = p_completed_turn
  where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
    and status = 'running' and (p_blank or not blank)
  returning session_id, forget, superseded_by into v_session_id, v_forget, v_superseded;
  if not found then
    return case when exists (
      select 1 from turns
      where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
        and status = 'running') then 'blank' else 'stale' end;
  end if;
  update steps set record = null where turn_id = p_turn_id;
  if v_forget then
    delete from messages where turn_id = p_turn_id;
    perform give_place_back(v_session_id, p_turn_id);
  elsif p_in_history and p_answer <> '' then
    insert into messages (session_id, turn_id, ordinal, role, content, tokens, exchange, superseded_by)
    values (v_session_id, p_turn_id, 1000000, 'assistant', p_answer, p_tokens, p_exchange, v_superseded);
  end if;
  return 'stored';
end $$;

-- Notes that a turn is cancelled, whether it has been claimed already or not. One that has ended
-- stays as it is, but can still be forgotten.
create or replace function cancel_turn(
  p_turn_id uuid, p_session_id text, p_user_id text, p_accepted_at timestamptz,
  p_reason text, p_forget boolean
) returns void language plpgsql as $$
begin
  if p_forget then
    -- against claim_turn: a place that is given back is not taken at the same time
    perform pg_advisory_xact_lock(hashtextextended(p_session_id, 0));
  end if;
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
    if exists (
      select 1 from turns t
      where t.turn_id = p_turn_id and t.session_id = p_session_id and t.user_id = p_user_id
        and t.status not in ('pending', 'running')) then
      perform give_place_back(p_session_id, p_turn_id);
    end if;
  end if;
end $$;

create or replace view session_messages as
  select m.session_id, m.turn_id, m.position, m.role, m.content, m.created_at, t.status as turn_status
  from messages m left join turns t using (turn_id)
  where m.superseded_by is null;

create or replace view turn_overview as
  select turn_id, session_id, user_id, status, attempt, model, simulated, answer, finish_reason,
         error_code, error_message, accepted_at, started_at, finished_at, mailbox,
         replaces, superseded_by
  from turns where status <> 'pending';

-- The turns of sessions that began and were not forgotten, by the place of what their users said.
create view session_turns as
  select m.session_id, m.position, t.turn_id, t.user_id, t.status, t.attempt, t.model, t.simulated,
         t.answer, t.error_code, t.error_message, t.accepted_at, t.started_at, t.finished_at,
         t.replaces, t.superseded_by, t.completed_turn,
         (select said.content from messages said
          where said.turn_id = t.turn_id and said.ordinal < 1000000
          order by said.ordinal desc limit 1) as message
  from messages m join turns t using (turn_id)
  where m.ordinal = 0;
