create or replace function core.snooze_add(
    p_occurrence core.occurrence,
    p_until timestamptz,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_channels integer[];
begin
    if core.delivery_make(p_occurrence, p_occurrence.channels, 'snooze', p_until, p_now) > 0 then
        return;
    end if;
    -- Those that it came on were removed or disabled: it comes where the reminder is named for now.
    v_channels := coalesce(core.occurrence_usable(p_occurrence), '{}');
    if core.delivery_make(p_occurrence, v_channels, 'snooze', p_until, p_now) = 0 then
        perform core.problem(
            409, 'no_channel',
            'None of this reminder''s channels is usable, so it cannot come again. Enable one, or '
            'give the reminder other channels (where it is over, with a new time).'
        );
    end if;
    update core.occurrence as o
    set channels = array(
        select distinct c.id from unnest(o.channels || v_channels) as c (id) order by c.id
    )
    where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
        and o.reminder_id = p_occurrence.reminder_id and o.due_at = p_occurrence.due_at;
end;
$$;
comment on function core.snooze_add(core.occurrence, timestamptz, timestamptz) is
'Makes the deliveries that tell an occurrence again: on its own channels, and where none of these '
'is usable any more, on those that its reminder is named for today. Refuses (409) where none of '
'these is either. The caller holds the occurrence.';
