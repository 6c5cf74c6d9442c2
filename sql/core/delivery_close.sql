create or replace function core.delivery_close(
    p_open core.delivery_open,
    p_outcome text,
    p_reason text,
    p_provider_id text,
    p_now timestamptz
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    -- An earlier send of it perhaps arrived, and nothing that came after can take that back.
    v_perhaps boolean := p_open.unknowns > 0 and p_outcome in ('failed', 'cancelled');
begin
    delete from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id;
    update core.delivery as d
    set
        outcome = case when v_perhaps then 'unknown' else p_outcome end,
        reason = case
            when v_perhaps then 'then_' || coalesce(p_reason, p_outcome) else p_reason
        end,
        provider_id = p_provider_id,
        sent_at = case when p_outcome = 'sent' then p_now end
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at;
end;
$$;
comment on function core.delivery_close(core.delivery_open, text, text, text, timestamptz) is
'Gives a delivery its outcome and ends its claim. One that failed or was cancelled after a send '
'of unknown outcome is unknown, and its reason says what came after: then_bot_blocked, '
'then_deleted. The caller holds the open row, and settles the occurrence afterwards.';
