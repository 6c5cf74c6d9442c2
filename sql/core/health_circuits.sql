create or replace function core.health_circuits()
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit integer := core.circuit_limit();
    v_webhooks bigint;
begin
    -- A channel that is disabled is tried no more, however often it failed before.
    select count(*) into v_webhooks
    from (
        select from core.channel as c
        where c.failures > 0 and c.failures >= v_limit and c.enabled
        limit 10000
    ) as t;
    return jsonb_build_object(
        'telegram', (
            select count(*) from core.pace as p
            where p.kind = 'bot' and p.key = 'telegram' and p.failures >= v_limit
        ),
        'webhook', v_webhooks
    );
end;
$$;
comment on function core.health_circuits() is
'How many circuits are open, by kind of channel: Telegram has one for all its chats, each webhook '
'its own. An index probe, and a count up to 10,000.';
