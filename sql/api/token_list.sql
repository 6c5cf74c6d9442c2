create or replace function api.token_list(p_token bytea, p_act_for text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    return jsonb_build_object(
        'items', coalesce(
            (
                select
                    jsonb_agg(
                        core.token_json(t)
                        || jsonb_build_object('current', t.sha256 = p_token)
                        order by t.created_at, t.token_id
                    )
                from core.token as t
                where t.bucket = v_person.bucket and t.person_id = v_person.person_id
            ),
            '[]'
        )
    );
end;
$$;
comment on function api.token_list(bytea, text) is
'The person''s tokens; their secrets are not known here.';
