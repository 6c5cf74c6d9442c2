create or replace function api.occurrence_list(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer default null,
    p_outcome text default null,
    p_since timestamptz default null,
    p_until timestamptz default null,
    p_limit integer default 50,
    p_cursor text default null,
    p_failed boolean default false
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_after text[] := core.cursor_read(p_cursor, 2);
    v_answer jsonb;
begin
    with page as (
        select o from core.occurrence as o
        where o.bucket = v_person.bucket and o.person_id = v_person.person_id
            and (p_reminder_id is null or o.reminder_id = p_reminder_id)
            and (p_outcome is null or o.outcome = p_outcome)
            and (not p_failed or core.occurrence_is_dead(o))
            and (p_since is null or o.due_at >= p_since)
            and (p_until is null or o.due_at < p_until)
            and (
                v_after is null
                or (o.due_at, o.reminder_id) < (v_after[1]::timestamptz, v_after[2]::integer)
            )
        order by o.due_at desc, o.reminder_id desc
        limit p_limit + 1
    ),

    numbered as (
        select
            p.o, row_number() over (order by (p.o).due_at desc, (p.o).reminder_id desc) as nth
        from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.occurrence_json(n.o) order by n.nth) filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(
                core.cursor_write(array[(n.o).due_at::text, (n.o).reminder_id::text]) order by n.nth
            )
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;
comment on function api.occurrence_list(
    bytea, text, integer, text, timestamptz, timestamptz, integer, text, boolean
) is 'A page of history, newest first; p_failed: of the dead letters alone.';
