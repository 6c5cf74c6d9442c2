create or replace function api.person_export(
    p_token bytea,
    p_act_for text,
    p_part text default null,
    p_key text[] default null,
    p_limit integer default 200
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_answer jsonb;
begin
    if p_part is null then
        return core.export_account(v_person, core.now()) || jsonb_build_object(
            'parts', array[
                'reminders', 'finished', 'occurrences', 'changes', 'events', 'attempts',
                'attendees', 'spans'
            ]
        );
    end if;
    with page as (
        select x.key, x.item, row_number() over () as nth
        from core.export_page(v_person, p_part, p_key, p_limit) as x
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(p.item order by p.nth), '[]'),
        'key', case
            when count(*) = p_limit then (jsonb_agg(p.key order by p.nth desc)) -> 0
        end
    )
    into v_answer
    from page as p;
    return v_answer;
end;
$$;
comment on function api.person_export(bytea, text, text, text[], integer) is
'Everything that is stored of a person, without secrets, in bounded pieces: without p_part who '
'they are, and which parts there are; with one, its rows after p_key, and the key to go '
'on from (null at its end).';
