create or replace function api.channel_update(
    p_token bytea,
    p_act_for text,
    p_channel_id integer,
    p_patch jsonb
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_enabled boolean := (p_patch ->> 'enabled')::boolean;
    v_now timestamptz := core.now();
    v_channel core.channel;
    v_well core.channel;
begin
    update core.channel as c
    set
        label = case when p_patch ? 'label' then p_patch ->> 'label' else c.label end,
        is_default = coalesce((p_patch ->> 'is_default')::boolean, c.is_default),
        enabled = coalesce(v_enabled, c.enabled),
        disabled_reason = case
            when v_enabled is null then c.disabled_reason
            when not v_enabled then coalesce(c.disabled_reason, 'by_the_person')
        end,
        disabled_at = case
            when v_enabled is null then c.disabled_at
            when not v_enabled then coalesce(c.disabled_at, v_now)
        end
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = p_channel_id
    returning c.* into v_channel;
    if not found then
        perform core.channel_not_found(p_channel_id);
    end if;
    if v_enabled then
        -- Whoever says so has mended it: it is tried at once.
        v_well.bucket := v_channel.bucket;
        v_well.person_id := v_channel.person_id;
        v_well.channel_id := v_channel.channel_id;
        perform core.channel_well(v_well, v_now);
        select c.* into v_channel from core.channel as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and c.channel_id = p_channel_id;
    end if;
    return core.channel_json(v_channel);
end;
$$;
comment on function api.channel_update(bytea, text, integer, jsonb) is
'Renames, enables, disables a channel, or makes it a default one. What waits for a channel that '
'took nothing is tried at once where it is enabled, again if need be.';
