-- For the turns of a session that no worker has yet, newest first.
create index if not exists accepted_turns_by_session on accepted_turns (session_id, turn_id);
