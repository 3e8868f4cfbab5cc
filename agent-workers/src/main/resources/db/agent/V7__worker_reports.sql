-- What a worker tells operators with each heartbeat: numbers and names of configured things.
alter table workers add column report jsonb;

-- As the one of three arguments, which workers of the version before still call.
create function beat(p_worker_id uuid, p_host text, p_agents text[], p_report jsonb)
returns table (turn_id uuid, reason text, forget boolean) language sql as $$
  insert into workers (worker_id, host, agents, report)
  values (p_worker_id, p_host, p_agents, p_report)
  on conflict (worker_id) do update set heartbeat_at = now(), report = excluded.report;
  select turn_id, cancel_reason, forget from turns
  where worker_id = p_worker_id and status = 'running' and cancel_reason is not null;
$$;

-- Read by others: who is or was there, by the database's clock.
create view worker_reports as
  select worker_id, host, agents, started_at, heartbeat_at, now() - heartbeat_at as silent, report
  from workers;

-- Read by others: what is claimed and not ended, also by workers that are gone.
create view running_turns as
  select turn_id, worker_id, attempt, accepted_at, started_at, request_partition
  from turns where status = 'running';
