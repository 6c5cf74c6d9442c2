create or replace function api.audit_get(
    p_token bytea,
    p_act_for text,
    p_since timestamptz default null,
    p_until timestamptz default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_since timestamptz;
    v_until timestamptz;
begin
    select w.o_since, w.o_until into v_since, v_until
    from core.audit_window(coalesce(p_since, core.now() - interval '7 days'), p_until) as w;
    if v_until - v_since > interval '366 days' then
        perform core.problem(
            422, 'period_too_long', 'An audit covers 366 days at the most.', 'since'
        );
    end if;
    return jsonb_build_object(
        'since', v_since,
        'until', v_until,
        'items', coalesce(
            (
                select jsonb_agg(a.found)
                from core.audit_read(
                    v_person.bucket, v_person.person_id, v_since, v_until, v_person.person_id, 0, null
                ) as a
            ),
            '[]'
        )
    );
end;
$$;
comment on function api.audit_get(bytea, text, timestamptz, timestamptz) is
'What an audit of one person compares, from p_since (7 days ago) until p_until (now; 366 days '
'at the most, never beyond now, nor before what is kept): each reminder with its spans, where it '
'stands, and its history. Whoever has the engine computes what was expected. Locks nothing.';
