create or replace function core.delivery_cancel(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_due_at timestamptz,
    p_reason text,
    p_now timestamptz,
    p_spared uuid[] default '{}',
    p_kind text default null
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.delivery_open;
begin
    for v_open in
        select d.* from core.delivery_open as d
        where d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
            and (p_due_at is null or d.due_at = p_due_at)
            and (p_kind is null or d.kind = p_kind)
            and d.kind <> 'update' and d.delivery_id <> all(p_spared)
        order by d.delivery_id
        for update
    loop
        if v_open.state = 'sending' then
            -- It has left or is about to: its report is still awaited, but it is not tried again.
            update core.delivery_open as d set cancelled = p_reason
            where d.bucket = p_bucket and d.person_id = p_person
                and d.delivery_id = v_open.delivery_id;
        else
            perform core.delivery_close(v_open, 'cancelled', p_reason, null, p_now);
        end if;
    end loop;
end;
$$;
comment on function core.delivery_cancel(
    smallint, uuid, integer, timestamptz, text, timestamptz, uuid[], text
) is
'Cancels what is not yet being sent of one occurrence, or of all of a reminder''s (p_due_at '
'null), or those of one kind, but those of p_spared. A leased one is taken back: its worker''s '
'begin is answered with cancelled.';
