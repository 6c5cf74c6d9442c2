create or replace function calc.alarm_settle(p_alarm_id bigint, p_what text)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.alarm_settle(p_alarm_id, p_what);
end;
$$;
comment on function calc.alarm_settle(bigint, text) is
'The operator was told what alarm_claim said: it is not told again.';
