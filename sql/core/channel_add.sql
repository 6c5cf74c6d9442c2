create or replace function core.channel_add(
    p_person core.person,
    p_kind text,
    p_address text,
    p_secret text,
    p_label text,
    p_is_default boolean,
    p_now timestamptz
)
returns core.channel
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id integer;
    v_channel core.channel;
begin
    update core.person as p set channel_last = p.channel_last + 1
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    returning p.channel_last into v_id;
    if not found then
        perform core.token_unknown();
    end if;
    insert into core.channel (
        bucket, person_id, channel_id, kind, address, secret, label, is_default, created_at
    )
    values (
        p_person.bucket, p_person.person_id, v_id, p_kind, p_address, p_secret, p_label,
        p_is_default, p_now
    )
    on conflict do nothing
    returning * into v_channel;
    if v_channel.channel_id is null then
        perform core.problem(
            409, 'channel_exists', 'There is a channel to this address already; see the channels.',
            'url'
        );
    end if;
    return v_channel;
end;
$$;
comment on function core.channel_add(core.person, text, text, text, text, boolean, timestamptz) is
'Adds a channel under the person''s next number; refuses (409) an address they have already. '
'Locks the person.';
