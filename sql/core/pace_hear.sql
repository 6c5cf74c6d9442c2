create or replace function core.pace_hear(p_heard core.channel[], p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_answers boolean;
    v_failed timestamptz[];
    v_silence timestamptz;
    v_begun_at timestamptz;
begin
    select
        bool_or(h.failures is null and h.disabled_reason is null),
        array_agg(h.failed_at) filter (where h.failures > 0),
        max(h.paused_until)
    into v_answers, v_failed, v_silence
    from unnest(p_heard) as h
    where h.kind = 'telegram';
    -- Most is good news of what was well: of that nothing is locked, and nothing is written.
    if v_answers is null or v_failed is null and v_silence is null and not exists (
        select from core.pace as p where p.kind = 'bot' and p.key = 'telegram' and p.failures > 0
    ) then
        return;
    end if;
    perform core.pace_lock('{}');
    if v_answers then
        update core.pace as p
        set
            failures = 0,
            failed_at = null,
            paused_until = case
                when p.failures >= core.circuit_limit() then '-infinity' else p.paused_until
            end
        where p.kind = 'bot' and p.key = 'telegram' and p.failures > 0;
    else
        foreach v_begun_at in array coalesce(v_failed, '{}') loop
            update core.pace as p
            set
                failures = p.failures + 1,
                failed_at = p_now,
                paused_until = case
                    when p.failures + 1 < core.circuit_limit() then p.paused_until
                    -- A longer silence that it asked for stands.
                    else greatest(
                        p.paused_until, p_now + core.circuit_wait(p.failures + 1, '1 minute')
                    )
                end
            where p.kind = 'bot' and p.key = 'telegram'
                -- What began before the circuit opened tells nothing new.
                and (p.failures < core.circuit_limit() or v_begun_at > p.failed_at);
        end loop;
    end if;
    if v_silence is not null then
        update core.pace as p set paused_until = greatest(p.paused_until, v_silence)
        where p.kind = 'bot' and p.key = 'telegram';
    end if;
end;
$$;
comment on function core.pace_hear(core.channel[], timestamptz) is
'What sends have told of Telegram as a whole, whichever worker was told so: that it answers, that '
'it does not (from core.circuit_limit in a row on one message an interval finds out, see '
'core.pace_take), that it asks for silence (429). Comes after the channels in the lock order.';
