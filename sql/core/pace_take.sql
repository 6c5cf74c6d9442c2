create or replace function core.pace_take(
    p_messages uuid[],
    p_chats text[],
    p_queued text[],
    p_rate numeric
)
returns table (message uuid, verdict text, at timestamptz, wait double precision, queued text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_between interval;
    v_apart interval;
    v_asked record;
    v_now timestamptz;
    v_free timestamptz;
    v_bot core.pace;
    v_chat core.pace;
begin
    if p_messages is null then
        return;
    end if;
    v_between := make_interval(secs => 1 / p_rate);
    v_bot := core.pace_lock(p_chats);
    v_now := core.now();  -- under the locks: time passes while they are waited for
    -- No time is given that far ahead (p_rate is 0.1 at least): the clock was set back.
    if v_bot.next_at > v_now + interval '15 seconds' then
        v_bot.next_at := v_now;
        v_bot.queue_at := v_now;
    end if;
    for v_asked in
        select k.* from unnest(p_messages, p_chats, p_queued) with ordinality
            as k (message, chat, queued, n)
        order by k.n
    loop
        select c.* into v_chat from core.pace as c where c.kind = 'chat' and c.key = v_asked.chat;
        if v_chat.next_at > v_now + interval '15 seconds' then
            v_chat.next_at := v_now;
            v_chat.queue_at := v_now;
        end if;
        -- One a second in a chat, 20 a minute in a group, and a tenth of room for jitter.
        v_apart := case when v_asked.chat like '-%' then '3.3 seconds' else '1.1 seconds' end;
        v_free := greatest(v_now, v_bot.next_at, v_bot.paused_until);
        message := v_asked.message;
        verdict := 'later';
        if v_chat.next_at > v_free then
            queued := 'chat';
            -- Its place came, and another message took a little of its time.
            if v_asked.queued = 'chat' and v_chat.next_at <= v_now + 2 * v_apart then
                at := v_chat.next_at;
            else
                at := greatest(v_chat.next_at, v_chat.queue_at + v_apart);
                v_chat.queue_at := at;
            end if;
        elsif v_free <= v_now + interval '1 second' then
            verdict := 'go';
            queued := null;
            at := v_free;
            v_bot.next_at := v_free + v_between;
            -- It took nothing of late: this one is to find out, and the others wait.
            if v_bot.failures >= core.circuit_limit() then
                v_bot.paused_until := v_now + core.circuit_wait(v_bot.failures, '1 minute');
            end if;
            v_chat.next_at := v_free + v_apart;
        else
            queued := 'bot';
            -- Half a second early, so that it is at hand when its time comes.
            if v_asked.queued is not null and v_free <= v_now + interval '2 seconds' then
                at := v_free - interval '0.5 seconds';
            else
                v_bot.queue_at := greatest(v_free, v_bot.queue_at + v_between);
                at := v_bot.queue_at - interval '0.5 seconds';
            end if;
        end if;
        wait := extract(epoch from at - v_now);
        update core.pace as c set next_at = v_chat.next_at, queue_at = v_chat.queue_at
        where c.kind = 'chat' and c.key = v_asked.chat;
        return next;
    end loop;
    update core.pace as c
    set next_at = v_bot.next_at, queue_at = v_bot.queue_at, paused_until = v_bot.paused_until
    where c.kind = v_bot.kind and c.key = v_bot.key;
end;
$$;
comment on function core.pace_take(uuid[], text[], text[], numeric) is
'Gives each message its time, in the order in which they are asked for: go, at an instant within '
'a second that no other message has; or later, to be asked again at an instant. p_rate messages a '
'second of the whole bot, evenly, without bursts. What has to wait for its chat takes no time of '
'others. Where Telegram takes nothing (core.pace_hear) one an interval goes. p_queued is what '
'this function said before. A clock that is set back keeps nobody waiting for its old time. Locks '
'core.pace until the transaction ends.';
