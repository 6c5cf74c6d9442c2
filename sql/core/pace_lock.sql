create or replace function core.pace_lock(p_chats text[])
returns core.pace
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_bot core.pace;
begin
    insert into core.pace (kind, key, next_at, queue_at)
    values ('bot', 'telegram', '-infinity', '-infinity')
    on conflict do nothing;
    select p.* into v_bot from core.pace as p where p.kind = 'bot' and p.key = 'telegram' for update;
    insert into core.pace (kind, key, next_at, queue_at)
    select 'chat', c.chat, '-infinity', '-infinity'
    from (select distinct u.chat from unnest(p_chats) as u (chat)) as c
    order by c.chat
    on conflict do nothing;
    perform from core.pace as p
    where p.kind = 'chat' and p.key = any(p_chats)
    order by p.key
    for update;
    return v_bot;
end;
$$;
comment on function core.pace_lock(text[]) is
'Locks the pace of the bot, which it returns, then those of the chats, ascending; makes what is '
'not there.';
