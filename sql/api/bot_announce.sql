create or replace function api.bot_announce(p_token bytea, p_act_for text, p_username text)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.token_check(p_token, 'act_for');
    insert into core.bot (kind, username, seen_at)
    values ('telegram', p_username, core.now())
    on conflict (kind) do update set username = excluded.username, seen_at = excluded.seen_at;
end;
$$;
comment on function api.bot_announce(bytea, text, text) is
'The bot tells its own name as it starts, for links to it. Service tokens only.';
