create or replace function core.card_supersede(p_sent core.delivery_open[], p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sent core.delivery_open;
    v_before core.delivery;
begin
    for v_sent in
        select s.* from unnest(p_sent) as s order by s.person_id, s.channel_id, s.due_at
    loop
        select d.* into v_before from core.delivery as d
        where d.bucket = v_sent.bucket and d.person_id = v_sent.person_id
            and d.reminder_id = v_sent.reminder_id and d.due_at = v_sent.due_at
            and d.channel_id = v_sent.channel_id and d.channel_kind = 'telegram'
            and d.outcome = 'sent' and d.provider_id is not null
            and d.delivery_id <> v_sent.delivery_id
        order by d.sent_at desc, d.created_at desc
        limit 1;
        if found then
            perform core.update_put(
                v_sent.bucket, v_sent.person_id, array[v_before], p_now
            );
        end if;
    end loop;
end;
$$;
comment on function core.card_supersede(core.delivery_open[], timestamptz) is
'These were sent, and each takes the place of the message before it in its chat, which loses its '
'buttons. Locks updates, which come after all other deliveries.';
