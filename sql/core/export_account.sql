create or replace function core.export_account(p_person core.person, p_now timestamptz)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'exported_at', p_now,
        'person', core.person_json(p_person)
        || jsonb_build_object('created_at', (p_person).created_at),
        'identities', coalesce(
            (
                select
                    jsonb_agg(
                        jsonb_build_object(
                            'kind', i.kind, 'subject', i.subject, 'created_at', i.created_at
                        )
                        order by i.kind, i.subject
                    )
                from core.identity as i
                where i.bucket = (p_person).bucket and i.person_id = (p_person).person_id
            ),
            '[]'
        ),
        'channels', coalesce(
            (
                select jsonb_agg(core.channel_json(c) order by c.channel_id)
                from core.channel as c
                where c.bucket = (p_person).bucket and c.person_id = (p_person).person_id
            ),
            '[]'
        ),
        'tokens', coalesce(
            (
                select jsonb_agg(core.token_json(t) order by t.created_at, t.token_id)
                from core.token as t
                where t.bucket = (p_person).bucket and t.person_id = (p_person).person_id
            ),
            '[]'
        ),
        'sign_ins', coalesce(
            (
                select
                    jsonb_agg(
                        jsonb_build_object(
                            'label', d.label, 'address', host(d.address),
                            'created_at', d.created_at, 'answered_at', d.answered_at
                        )
                        order by d.created_at
                    )
                from core.device_login as d
                where d.bucket = (p_person).bucket and d.person_id = (p_person).person_id
            ),
            '[]'
        )
    );
end;
comment on function core.export_account(core.person, timestamptz) is
'Who a person is, how they sign in and where they are reached, without secrets: the beginning of '
'their export.';
