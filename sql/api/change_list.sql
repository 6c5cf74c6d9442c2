create or replace function api.change_list(
    p_token bytea,
    p_act_for text,
    p_limit integer default 50,
    p_cursor text default null
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_after text[] := core.cursor_read(p_cursor, 2, true);
    v_answer jsonb;
begin
    with page as (
        select c from core.change as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and (v_after is null or c.change_id < v_after[2]::bigint)
        order by c.change_id desc
        limit p_limit + 1
    ),

    numbered as (
        select p.c, row_number() over (order by (p.c).change_id desc) as nth from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.change_json(n.c) order by n.nth) filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(
                core.cursor_write(array[(n.c).at::text, (n.c).change_id::text]) order by n.nth
            )
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;
comment on function api.change_list(bytea, text, integer, text) is
'A page of what the person changed within 30 days, newest first.';
