create or replace function api.reminder_list(
    p_token bytea,
    p_act_for text,
    p_q text default null,
    p_tag text default null,
    p_state text default null,
    p_limit integer default 50,
    p_cursor text default null,
    p_source text default null
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
    with mine as (
        select
            r.reminder_id, r.text, r.tags, r.source,
            -- What waits for an answer comes first, then by time; what has none comes last.
            coalesce(
                case when n.state = 'scheduled' then n.next_occurrence end, 'infinity'
            ) as at,
            n.state
        from core.reminder as r
        inner join core.reminder_next as n
            on n.bucket = r.bucket and n.person_id = r.person_id and n.reminder_id = r.reminder_id
        where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        union all
        select
            f.reminder_id, f.text, f.tags, f.source, '-infinity',
            case when f.waiting then 'waiting' else 'finished' end
        from core.reminder_finished as f
        where f.bucket = v_person.bucket and f.person_id = v_person.person_id
            and f.why <> 'deleted'
            and (f.waiting or p_state = 'finished')
    ),

    page as (
        select m.reminder_id, m.at from mine as m
        where (p_q is null or strpos(lower(m.text), lower(p_q)) > 0)
            and (p_tag is null or p_tag = any(m.tags))
            and (p_source is null or m.source = p_source)
            and (case when p_state is null then m.state <> 'finished' else m.state = p_state end)
            and (
                v_after is null
                or (m.at, m.reminder_id) > (v_after[1]::timestamptz, v_after[2]::integer)
            )
        order by m.at, m.reminder_id
        limit p_limit + 1
    ),

    numbered as (
        select p.*, row_number() over (order by p.at, p.reminder_id) as nth from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.reminder_json(v_person, n.reminder_id) order by n.nth)
            filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(core.cursor_write(array[n.at::text, n.reminder_id::text]) order by n.nth)
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;
comment on function api.reminder_list(bytea, text, text, text, text, integer, text, text) is
'A page of active reminders and those that wait for an answer, these first, then by next '
'occurrence; p_state finished shows the finished. p_q: part of the text in any case; p_tag: one '
'of its tags; p_source: where it was said.';
