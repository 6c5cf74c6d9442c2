create or replace function core.claim_rewind(p_at timestamptz, p_now timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot bigint;
begin
    if p_at > p_now - interval '5 seconds'
        or exists (select from core.rewind as r where r.xid = pg_current_xact_id()) then
        return;
    end if;
    select r.slot into v_slot from core.rewind as r order by r.slot limit 1 for update skip locked;
    if v_slot is null then
        insert into core.rewind (times, xid) values (1, pg_current_xact_id());
        return;
    end if;
    update core.rewind as r set times = r.times + 1, xid = pg_current_xact_id()
    where r.slot = v_slot;
end;
$$;
comment on function core.claim_rewind(timestamptz, timestamptz) is
'Something was made due at p_at, which may lie below the floors of the workers: once this is '
'committed, their next claims look at everything. Nothing where p_at is not past. Waits for '
'nobody.';
