create or replace function core.card_refresh(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_due_at timestamptz,
    p_but uuid,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_shown core.delivery[];
begin
    with told as (
        select o.due_at from core.occurrence as o
        where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
            and (p_due_at is null or o.due_at = p_due_at) and o.outcome = 'delivered'
        order by o.due_at desc
        limit 5
    ),

    -- The last message of each on each channel: those before it have no buttons any more.
    shown as (
        select distinct on (d.channel_id, d.due_at) d as shown
        from told as t
        inner join core.delivery as d
            on d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
            and d.due_at = t.due_at
        where d.channel_kind = 'telegram' and d.outcome = 'sent' and d.provider_id is not null
        order by d.channel_id, d.due_at, d.sent_at desc, d.created_at desc
    )

    select array_agg(s.shown) into v_shown
    from shown as s
    -- Who pressed a button has the answer before their eyes.
    where not exists (
        select from core.delivery as b
        where b.bucket = p_bucket and b.person_id = p_person and b.delivery_id = p_but
            and b.channel_id = (s.shown).channel_id and b.provider_id = (s.shown).provider_id
    );
    if v_shown is not null then
        perform core.update_put(p_bucket, p_person, v_shown, p_now);
    end if;
end;
$$;
comment on function core.card_refresh(
    smallint, uuid, integer, timestamptz, uuid, timestamptz
) is
'Something was said to an occurrence, or (p_due_at null) to a reminder, whose last five are looked '
'at: its Telegram messages are edited to show it, but for the one that delivery p_but is in, under '
'which it was said. Locks updates, which come after all other deliveries.';
