create or replace function core.channel_json(p_channel core.channel)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select
        jsonb_build_object(
            'id', (p_channel).channel_id,
            'kind', (p_channel).kind,
            'label', (p_channel).label,
            'address', (p_channel).address,
            'is_default', (p_channel).is_default,
            'enabled', (p_channel).enabled,
            'disabled_reason', (p_channel).disabled_reason,
            'failures', c.o_failures,
            'paused_until', c.o_paused_until,
            'created_at', (p_channel).created_at
        )
    from core.channel_circuit(p_channel) as c;
end;
comment on function core.channel_json(core.channel) is
'A channel as the API shows it, without its secret; with what it takes at present.';
