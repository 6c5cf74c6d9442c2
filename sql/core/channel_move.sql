create or replace function core.channel_move(
    p_bucket smallint,
    p_person uuid,
    p_channel integer,
    p_address text
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.channel as c set address = a.address
    from core.channel as old
    -- A topic keeps its number: -100:45 becomes -200:45.
    cross join lateral (
        select p_address || coalesce(substring(old.address from ':[0-9]+$'), '') as address
    ) as a
    where old.bucket = p_bucket and old.person_id = p_person and old.channel_id = p_channel
        and c.bucket = p_bucket and c.person_id = p_person and c.channel_id = p_channel
        and not exists (
            select from core.channel as o
            where o.bucket = p_bucket and o.person_id = p_person and o.kind = c.kind
                and o.address = a.address and o.channel_id <> p_channel
        );
    -- Left as it is, it would be sent to the old address again, at once and for ever.
    if not found then
        perform core.channel_disable(p_bucket, p_person, p_channel, 'moved', core.now());
    end if;
end;
$$;
comment on function core.channel_move(smallint, uuid, integer, text) is
'The channel says that it has a new address (a Telegram group became a supergroup); said twice it '
'is as said once. Where the person has another channel with that address already, this one is '
'disabled.';
