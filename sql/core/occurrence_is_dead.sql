create or replace function core.occurrence_is_dead(p_outcome text, p_answer text)
returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select p_outcome in ('failed', 'unknown') and p_answer <> 'done';
end;
comment on function core.occurrence_is_dead(text, text) is
'A dead letter: the person was not told, or perhaps not, nothing is tried any more, and they have '
'not said that it is done.';
