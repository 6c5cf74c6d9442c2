create or replace function core.is_late(p_open core.delivery_open, p_now timestamptz)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Cheap ones first: what is on time reads nothing more.
    return p_open.channel_kind = 'telegram' and p_open.kind in ('first', 'snooze')
        and not p_open.alone and p_open.due_at < p_now - interval '5 minutes'
        and exists (
            select from core.delivery as d
            where d.bucket = p_open.bucket and d.person_id = p_open.person_id
                and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at
                and d.not_before < p_now - interval '5 minutes'
        );
end;
$$;
comment on function core.is_late(core.delivery_open, timestamptz) is
'Whether a delivery may go into a digest: a reminder for Telegram that comes over five minutes '
'after it was meant to, whatever held it, and was not refused in a digest before.';
