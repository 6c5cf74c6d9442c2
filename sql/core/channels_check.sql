create or replace function core.channels_check(p_person core.person, p_channels integer[])
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong integer;
begin
    if p_channels = '{}' then
        perform core.problem(
            422, 'channels_empty', 'Name at least one channel, or null for the default ones.',
            'channels'
        );
    end if;
    select k.channel_id into v_wrong
    from unnest(p_channels) as k (channel_id)
    where not exists (
        select from core.channel as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.channel_id = k.channel_id
    )
    limit 1;
    if v_wrong is not null then
        perform core.problem(
            422, 'channel_unknown', format('There is no channel %s; see the channels.', v_wrong),
            'channels'
        );
    end if;
end;
$$;
comment on function core.channels_check(core.person, integer[]) is
'Refuses (422) channels that the person does not have. Null means the default ones.';
