-- What each ended turn used, booked once: a turn that is delivered again finds its row here. Kept a
-- little longer than turns.completed, so that nothing of the topic can be booked twice.
create table ledger (
  turn_id             uuid        primary key,
  user_id             text        not null,
  api_key_id          text,
  status              text        not null,
  model               text        not null,
  simulated           boolean     not null,
  input_tokens        bigint      not null,
  cached_input_tokens bigint      not null,
  output_tokens       bigint      not null,
  reasoning_tokens    bigint      not null,
  cost_nano_usd       bigint, -- null when the model has no price
  finished_at         timestamptz not null,
  day                 date        not null -- of finished_at, in UTC
);

-- Rows come in the order of their days, or nearly, so this finds them and costs next to nothing.
create index ledger_by_day on ledger using brin (day);

-- The ledger's sums, written by the statement that writes the ledger.
create table spending (
  user_id       text   not null,
  day           date   not null,
  api_key_id    text   not null, -- '' for what the user asked without a key
  turns         bigint not null,
  unpriced      bigint not null, -- turns whose cost is not known; not in the cost
  input_tokens  bigint not null,
  output_tokens bigint not null,
  cost_nano_usd bigint not null,
  primary key (user_id, day, api_key_id)
) with (fillfactor = 80);

create index spending_by_day on spending using brin (day);
