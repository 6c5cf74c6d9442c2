create or replace function core.occurrence_is_dead(p_occurrence core.occurrence)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return p_occurrence.answer <> 'done' and (
        p_occurrence.outcome in ('failed', 'unknown')
        or (core.snooze_lost(p_occurrence)).outcome is not null
    );
end;
$$;
comment on function core.occurrence_is_dead(core.occurrence) is
'A dead letter: the person was not told, or perhaps not, or not again when they had asked to be; '
'nothing is tried any more, and they have not said that it is done.';
