create or replace function fire.alarm_claim()
returns table (alarm_id bigint, worker_kind text, what text, silent_seconds double precision)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query select c.* from core.alarm_claim('fire') as c;
end;
$$;
comment on function fire.alarm_claim() is
'To be called once a minute: says that this kind of worker is there, and looks whether the other '
'one is. What the operator is to be told now: that worker_kind has asked for no work for '
'silent_seconds, five minutes or more (what: silent; null seconds: it never ran), or that it works '
'again (back). Each is given to one worker, and to another where alarm_settle is not called within '
'a minute (later: up to fifteen).';
