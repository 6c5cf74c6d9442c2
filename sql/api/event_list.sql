create or replace function api.event_list(
    p_token bytea,
    p_act_for text,
    p_after text default null,
    p_limit integer default 100
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    -- Every transaction below it has ended, so no event can still appear before one that is read.
    v_horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_after text[] := regexp_match(p_after, '^([0-9]{1,19})-([0-9]{1,18})$');
    v_answer jsonb;
begin
    if p_after is not null and v_after is null then
        perform core.problem(
            400, 'cursor_wrong', 'Last-Event-ID is the id of an event, as it came.', 'Last-Event-ID'
        );
    end if;
    -- A cursor from a cluster that was restored since may lie ahead of all that is to come.
    if p_after is null or v_after[1]::xid8 > pg_snapshot_xmax(pg_current_snapshot()) then
        return jsonb_build_object('items', '[]'::jsonb, 'cursor', v_horizon::text || '-0');
    end if;
    with page as (
        select e.* from core.event as e
        where e.bucket = v_person.bucket and e.person_id = v_person.person_id
            and (e.xid, e.event_id) > (v_after[1]::xid8, v_after[2]::bigint)
            and e.xid < v_horizon
        order by e.xid, e.event_id
        limit least(greatest(p_limit, 1), 1000)
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(core.event_json(p) order by p.xid, p.event_id), '[]'),
        'cursor', coalesce(
            (array_agg(p.xid::text || '-' || p.event_id order by p.xid desc, p.event_id desc))[1],
            p_after
        )
    )
    into v_answer
    from page as p;
    return v_answer;
end;
$$;
comment on function api.event_list(bytea, text, text, integer) is
'The person''s events after a cursor, in an order in which none is ever passed over, and the '
'cursor to go on from. Without one: no events, and the cursor of now.';
