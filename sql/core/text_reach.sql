create or replace function core.text_reach(p_person core.person, p_reminder integer, p_text text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.occurrence as o set text = p_text
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and exists (
            select from core.delivery_open as d
            where d.bucket = o.bucket and d.person_id = o.person_id
                and d.reminder_id = o.reminder_id and d.due_at = o.due_at
                and d.state <> 'sending' and d.kind <> 'update'
        );
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.kind <> 'update'
    order by d.delivery_id
    for update;
    -- Who has leased one holds the old text: its begin is answered with stale, and it comes again.
    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null, fence = null
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.state = 'leased' and d.kind <> 'update';
    if found then
        perform core.claim_rewind('-infinity', core.now());
        perform core.wake('oye_fire');
    end if;
end;
$$;
comment on function core.text_reach(core.person, integer, text) is
'Lets a new text reach what is due but not yet being sent. The caller holds the narrow row.';
