create or replace function core.delivery_gives_up(
    p_open core.delivery_open,
    p_now timestamptz
)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_since timestamptz;
begin
    if p_open.attempts >= 10 then
        return true;
    end if;
    select greatest(d.created_at, d.not_before, p_open.held_until) into v_since from core.delivery as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at;
    return v_since < p_now - interval '1 day';
end;
$$;
comment on function core.delivery_gives_up(core.delivery_open, timestamptz) is
'Ten sends that failed for a time (some two and a half hours of them), or a day in which the '
'channel took nothing, quiet hours apart, are a failure.';
