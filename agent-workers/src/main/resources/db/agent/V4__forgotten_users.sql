-- Users who are forgotten: nothing that they or a model said to them stays here.

create table forgotten_users (
  user_id         text primary key,
  -- turns accepted until then; a user of an external issuer may come back under the same id
  forgotten_until timestamptz not null,
  noted_at        timestamptz not null default now(),
  -- until when nothing is left
  erased_until    timestamptz
);

alter table turns
  -- Its user is forgotten: no text may be stored, or the stored CompletedTurn has none any more.
  add column blank boolean not null default false;

create index turns_by_user on turns (user_id);

-- Forgets a user, whatever of theirs is still under way: their turns that run are cancelled, and
-- those that come later end as they are claimed. The CompletedTurns are blanked by who calls.
create function forget_user(p_user_id text, p_until timestamptz) returns void language plpgsql as $$
begin
  -- against claim_turn: one of the two sees what the other did
  perform pg_advisory_xact_lock(hashtextextended('user/' || p_user_id, 0));

  insert into forgotten_users as existing (user_id, forgotten_until) values (p_user_id, p_until)
  on conflict (user_id) do update
    set forgotten_until = excluded.forgotten_until, noted_at = now()
    where existing.forgotten_until < excluded.forgotten_until;

  -- finish_turn and save_step wait for this row, and then see that it is blank
  update turns
  set cancel_reason = coalesce(cancel_reason, 'its user was deleted'), forget = true, blank = true
  where user_id = p_user_id and accepted_at <= p_until
    and status in ('pending', 'running') and not blank;

  update turns set answer = '', error_message = null
  where user_id = p_user_id and accepted_at <= p_until and status not in ('pending', 'running')
    and (answer <> '' or error_message is not null) and not blank;

  delete from messages m using turns t
  where t.user_id = p_user_id and t.accepted_at <= p_until and m.turn_id = t.turn_id;
  delete from steps s using turns t
  where t.user_id = p_user_id and t.accepted_at <= p_until and s.turn_id = t.turn_id;
end $$;

-- Notes that nothing of a user is left; not while a turn of theirs runs, unless that takes long:
-- what runs then stores no text.
create function note_erased(p_user_id text, p_until timestamptz) returns void language sql as $$
  update forgotten_users f set erased_until = p_until
  where user_id = p_user_id
    and not exists (
      select 1 from turns t
      where t.user_id = p_user_id and t.accepted_at <= p_until
        and (t.status = 'running' and f.noted_at > now() - interval '1 minute'
             or t.completed_turn is not null and not t.blank));
$$;

-- Claims a turn for a worker, in one round trip, and brings what the model call needs.
--
-- claimed: this attempt is the caller's. held: its owner is alive, come again. finished: it has
-- ended, completed_turn is to be published.
--
-- A claim may be lost in a crash of the database, it is made again; so it does not wait for the disk.
create or replace function claim_turn(
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
                                 mailbox, blank)
  values (p_turn_id, p_session_id, p_user_id, 'running', 1, p_worker_id,
          p_accepted_at, now(), p_partition, p_offset, p_mailbox, v_forgotten)
  on conflict (turn_id) do update
    set status = 'running', attempt = existing.attempt + 1, worker_id = p_worker_id,
        -- an attempt that was given back has no worker any more
        strikes = existing.strikes + coalesce(existing.worker_id <> p_worker_id, false)::int,
        started_at = coalesce(existing.started_at, now()),
        request_partition = p_partition, request_offset = p_offset, mailbox = p_mailbox,
        blank = v_forgotten,
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

-- Stores a finished step of an attempt; false when the attempt is stale and nothing was written.
create or replace function save_step(
  p_turn_id uuid, p_attempt int, p_worker_id uuid, p_index int, p_kind text, p_name text, p_failed boolean,
  p_started_at timestamptz, p_finished_at timestamptz, p_record bytea
) returns boolean language plpgsql as $$
declare
  v_blank boolean;
begin
  -- the lock lets no other attempt begin in between; the worker counts too, since a claim that was
  -- lost in a crash of the database is made again with the same number
  select blank into v_blank from turns
  where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
    and status = 'running' for share;
  if not found then
    return false;
  end if;
  if v_blank then
    return true; -- it ends soon, and nothing of it is kept
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

drop function finish_turn;

-- Stores a turn's end: stored, or stale when a higher attempt has begun, or blank when the end must
-- say nothing and does; in both nothing was written.
create function finish_turn(
  p_turn_id uuid, p_attempt int, p_worker_id uuid, p_status text, p_answer text, p_finish_reason text,
  p_error_code text, p_error_message text, p_model text, p_simulated boolean,
  p_forget boolean, p_in_history boolean, p_tokens int, p_exchange text, p_completed_turn bytea,
  p_blank boolean
) returns text language plpgsql as $$
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
    and status = 'running' and (p_blank or not blank)
  returning session_id, forget into v_session_id, v_forget;
  if not found then
    return case when exists (
      select 1 from turns
      where turn_id = p_turn_id and attempt = p_attempt and worker_id = p_worker_id
        and status = 'running') then 'blank' else 'stale' end;
  end if;
  update steps set record = null where turn_id = p_turn_id;
  if v_forget then
    delete from messages where turn_id = p_turn_id;
  elsif p_in_history and p_answer <> '' then
    insert into messages (session_id, turn_id, ordinal, role, content, tokens, exchange)
    values (v_session_id, p_turn_id, 1000000, 'assistant', p_answer, p_tokens, p_exchange);
  end if;
  return 'stored';
end $$;

-- Read by others: of whom nothing is left here.
create view erased_users as
  select user_id, erased_until as forgotten_until from forgotten_users
  where erased_until is not null;
