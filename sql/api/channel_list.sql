create or replace function api.channel_list(p_token bytea, p_act_for text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
begin
    return jsonb_build_object(
        'items', (
            select jsonb_agg(core.channel_json(c) order by c.channel_id)
            from core.channel as c
            where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        )
    );
end;
$$;
comment on function api.channel_list(bytea, text) is 'Where the person is reached; never a secret.';
