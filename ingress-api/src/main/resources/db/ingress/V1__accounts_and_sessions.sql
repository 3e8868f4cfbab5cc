create table users (
  id text primary key,
  email text not null unique,
  password_hash text not null,
  created_at timestamptz not null default now()
);

create table sessions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  name text not null default '',
  created_at timestamptz not null default now()
);

create index sessions_of_user on sessions (user_id, created_at desc);
