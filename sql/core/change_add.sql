create or replace function core.change_add(
    p_person core.person,
    p_kind text,
    p_reminder integer,
    p_due_at timestamptz,
    p_before jsonb,
    p_now timestamptz
)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_after jsonb := core.change_image(p_person, p_reminder, p_due_at);
    v_id bigint;
    v_touched text;
begin
    if v_after = p_before then
        return '{}';
    end if;
    v_id := nextval('core.change_id');
    v_touched := case
        when p_reminder is null then 'timezone'
        -- An answer to what came due leaves the reminder where it is; one ahead of time finishes it.
        when p_kind in ('done', 'snooze') and v_after ? 'reminder' = p_before ? 'reminder'
            then format(
                'occurrence %s %s', p_reminder,
                to_char(p_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
            )
        else format('reminder %s', p_reminder)
    end;
    insert into core.change (
        bucket, person_id, change_id, kind, touched, reminder_id, due_at, text, state_before,
        state_after, before, after, at
    )
    values (
        p_person.bucket, p_person.person_id, v_id, p_kind, v_touched, p_reminder, p_due_at,
        coalesce(
            v_after #>> '{occurrence,text}', v_after #>> '{reminder,text}',
            v_after #>> '{finished,text}', (p_before ->> 'zone') || ' → ' || (v_after ->> 'zone')
        ),
        core.change_state(p_person, v_touched), v_id, p_before, v_after -> 'next', p_now
    );
    return jsonb_build_object('change_id', v_id);
end;
$$;
comment on function core.change_add(
    core.person, text, integer, timestamptz, jsonb, timestamptz
) is
'Notes what was changed since the image p_before was made, in the same transaction; of no '
'reminder, the person''s zone. Returns {"change_id": …} for the answer, {} where nothing is '
'other than it was.';
