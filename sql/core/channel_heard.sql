create or replace function core.channel_heard(
    p_open core.delivery_open,
    p_channel_kind text,
    p_fence bigint,
    p_outcome text,
    p_reason text,
    p_retry_after integer,
    p_moved_to text,
    p_now timestamptz
)
returns core.channel
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_heard core.channel;
begin
    v_heard.bucket := p_open.bucket;
    v_heard.person_id := p_open.person_id;
    v_heard.channel_id := p_open.channel_id;
    v_heard.kind := p_channel_kind;
    if p_outcome in ('moved', 'permanent') then
        v_heard.address := p_moved_to;
        v_heard.disabled_reason := coalesce(p_reason, p_outcome);
    elsif p_outcome = 'limited' then
        -- Any other limit is the worker's own, and says nothing of the channel.
        if coalesce(p_reason, '') not in ('too_many', 'telegram_too_many') then
            return null;
        end if;
        v_heard.paused_until := p_now + make_interval(
            secs => least(greatest(coalesce(p_retry_after, 1), 1), 86400)
        );
    elsif p_outcome in ('temporary', 'unknown') then
        -- Edits have no attempt, and what a worker raised is no answer.
        if p_open.kind = 'update' or p_reason like 'channel\_raised\_%' then
            return null;
        end if;
        v_heard.failures := 1;
        select a.begun_at into v_heard.failed_at from core.attempt as a
        where a.bucket = p_open.bucket and a.person_id = p_open.person_id
            and a.delivery_id = p_open.delivery_id and a.due_at = p_open.due_at
            and a.fence = p_fence;
    end if;
    return v_heard;
end;
$$;
comment on function core.channel_heard(
    core.delivery_open, text, bigint, text, text, integer, text, timestamptz
) is
'What the report of one send tells of its channel, for core.channel_hear and core.pace_hear; null '
'where that is nothing.';
