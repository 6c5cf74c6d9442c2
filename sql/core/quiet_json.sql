create or replace function core.quiet_json(p_person core.person)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select
        case
            when (p_person).quiet_mode is not null then
                jsonb_build_object(
                    'from', to_char((p_person).quiet_from, 'HH24:MI'),
                    'until', to_char((p_person).quiet_until, 'HH24:MI'),
                    'mode', (p_person).quiet_mode
                )
        end;
end;
comment on function core.quiet_json(core.person) is
'Quiet hours as the API shows them; null where there are none.';
