create or replace function core.delivery_meant(
    p_person uuid,
    p_delivery uuid,
    p_due_at timestamptz,
    out channel_kind text,
    out meant_at timestamptz
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- The open row's own not_before has moved along with each back-off.
    select d.channel_kind, greatest(d.not_before, o.held_until)
    into channel_kind, meant_at
    from core.delivery as d
    left join core.delivery_open as o
        on o.bucket = d.bucket and o.person_id = d.person_id and o.delivery_id = d.delivery_id
    where d.bucket = core.bucket_of(p_person) and d.person_id = p_person
        and d.delivery_id = p_delivery and d.due_at = p_due_at;
end;
$$;
comment on function core.delivery_meant(uuid, uuid, timestamptz) is
'When a delivery was meant to go out: due, snoozed until, or the end of the quiet hours that held '
'it while it was open; and on which kind of channel. Both null for one of kind update.';
