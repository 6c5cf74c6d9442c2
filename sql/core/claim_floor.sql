create or replace function core.claim_floor(p_worker text, p_rewinds bigint, p_now timestamptz)
returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_floor timestamptz;
begin
    select r.floor into v_floor from core.worker_run as r
    where r.kind = 'fire' and r.worker = p_worker and r.floor < p_now
        and r.rewinds = p_rewinds
        and r.full_at > p_now - interval '1 minute' and r.full_at <= p_now;
    return coalesce(v_floor, '-infinity');
end;
$$;
comment on function core.claim_floor(text, bigint, timestamptz) is
'Where a claim may begin to look. A worker''s first claim, and one a minute, look at everything, '
'since a row may commit late below the floor; so does the first after a core.claim_rewind '
'(p_rewinds: core.rewind_count).';
