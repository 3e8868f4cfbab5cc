alter table scores add column lower_is_better boolean not null default false;

create or replace view turn_scores as
select turn_id, session_id, user_id, rubric, rubric_version, judge_model, simulated, score, reasoning,
  scored_at, lower_is_better
from scores;

-- What judging has consumed, over all instances: the sum over a day's rows. Several rows a day, so that
-- scores that are stored at the same time don't wait for each other.
create table spending (
  day             date not null, -- UTC
  slot            smallint not null,
  cost_nano_usd   bigint not null,
  -- of calls of models that have no price
  unpriced_tokens bigint not null,
  primary key (day, slot)
);
