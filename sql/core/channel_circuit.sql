create or replace function core.channel_circuit(
    p_channel core.channel,
    out o_failures integer,
    out o_paused_until timestamptz
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    o_failures := p_channel.failures;
    o_paused_until := p_channel.paused_until;
    if p_channel.kind = 'telegram' then
        select p.failures, p.paused_until into o_failures, o_paused_until
        from core.pace as p
        where p.kind = 'bot' and p.key = 'telegram';
    end if;
    o_failures := coalesce(o_failures, 0);
    if o_paused_until <= core.now() then
        o_paused_until := null;
    end if;
end;
$$;
comment on function core.channel_circuit(core.channel) is
'How many sends to a channel failed in a row, and until when it is left alone for that, or since '
'it asked for a pause; null where it is not. Telegram''s channels stand and fall together.';
