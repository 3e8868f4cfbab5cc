create table scores (
  turn_id             uuid not null,
  rubric              text not null,
  rubric_version      text not null,
  judge_model         text not null,
  session_id          text not null,
  user_id             text not null,
  simulated           boolean not null,
  score               double precision not null check (score between 0 and 1),
  reasoning           text not null,
  agent               text not null,
  prompt_version      text not null,
  answer_model        text not null,
  input_tokens        bigint not null,
  cached_input_tokens bigint not null,
  output_tokens       bigint not null,
  reasoning_tokens    bigint not null,
  usage_estimated     boolean not null,
  cost_nano_usd       bigint,
  source_topic        text not null,
  source_partition    int not null,
  source_offset       bigint not null,
  scored_at           timestamptz not null,
  primary key (turn_id, rubric, rubric_version, judge_model)
);

create view turn_scores as
select turn_id, session_id, user_id, rubric, rubric_version, judge_model, simulated, score, reasoning,
  scored_at
from scores;
