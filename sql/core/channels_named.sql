create or replace function core.channels_named(
    p_bucket smallint,
    p_person uuid,
    p_channels integer[],
    out named integer[],
    out usable integer[],
    out inbox boolean
)
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    with mine as (
        select c.channel_id, c.kind, c.enabled, c.is_default
        from core.channel as c
        where c.bucket = p_bucket and c.person_id = p_person
    ),

    named_ones as (
        select m.channel_id, m.kind, m.enabled
        from mine as m
        where
            m.channel_id = any(p_channels)
            or p_channels is null and m.is_default
            or p_channels is null and m.kind = 'inbox'
            and not exists (
                select from mine as d
                where d.is_default
            )
    )

    select
        coalesce(array_agg(n.channel_id order by n.channel_id), '{}'),
        coalesce(array_agg(n.channel_id order by n.channel_id) filter (where n.enabled), '{}'),
        coalesce(bool_or(n.kind = 'inbox' and n.enabled), false)
    from named_ones as n;
end;
comment on function core.channels_named(smallint, uuid, integer[]) is
'The channels that a reminder is named for: its own list, else the person''s default ones (a '
'disabled one too: that is a failure to be told, not a reason to fall back in silence), else the '
'inbox. usable are those enabled; inbox: the inbox is one of them.';
