-- Scores of ./turnpike rejudge that are not known to be in turns.scored yet.
create table unannounced_scores (
  turn_id        uuid not null,
  rubric         text not null,
  rubric_version text not null,
  judge_model    text not null,
  -- of the Kafka transaction that is to announce it, which says so in its offset; null: of none yet
  batch          uuid,
  primary key (turn_id, rubric, rubric_version, judge_model),
  foreign key (turn_id, rubric, rubric_version, judge_model)
    references scores (turn_id, rubric, rubric_version, judge_model) on delete cascade
);

-- What judging history again has consumed; no part of the daily budget.
create table rejudging_spending (
  day             date not null, -- UTC
  slot            smallint not null,
  cost_nano_usd   bigint not null,
  -- of calls of models that have no price
  unpriced_tokens bigint not null,
  primary key (day, slot)
);
