create or replace function fire.delivery_release(p_worker text)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    with held as materialized (
        select d.bucket, d.person_id, d.delivery_id from core.delivery_open as d
        where d.worker = p_worker and d.state = 'leased'
        -- As core.delivery_hold.
        order by
            d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
            d.message_id, d.delivery_id
        for update
    )

    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null
    from held as h
    where d.bucket = h.bucket and d.person_id = h.person_id and d.delivery_id = h.delivery_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.claim_rewind('-infinity', core.now());
        perform core.wake('oye_fire');
    end if;
    return v_count;
end;
$$;
comment on function fire.delivery_release(text) is
'Gives back what a worker has leased and not begun, as it stops. Returns how many.';
