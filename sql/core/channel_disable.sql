create or replace function core.channel_disable(
    p_bucket smallint,
    p_person uuid,
    p_channel integer,
    p_reason text,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.channel as c
    set enabled = false, disabled_reason = p_reason, disabled_at = p_now
    where c.bucket = p_bucket and c.person_id = p_person and c.channel_id = p_channel and c.enabled;
end;
$$;
comment on function core.channel_disable(smallint, uuid, integer, text, timestamptz) is
'Stops using a channel. What is still open on it fails as channel_disabled when its turn comes.';
