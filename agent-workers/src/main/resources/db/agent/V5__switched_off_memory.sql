-- Whether a user wants no memory in a session; false while the memory schema does not say.
create function is_exempt(p_user_id text, p_session_id text) returns boolean
language plpgsql stable as $$
begin
  if to_regclass('memory.exempted') is null then
    return false;
  end if;
  return exists (
    select 1 from memory.exempted
    where user_id = p_user_id and (session_id is null or session_id = p_session_id));
end $$;
