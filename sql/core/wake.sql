create or replace function core.wake(p_channel text, p_payload text default '')
returns void
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    select pg_notify(p_channel, p_payload);
end;
comment on function core.wake(text, text) is
'Shortens the sleep of who listens (oye_calc, oye_fire, oye_event). Nothing depends on its '
'arrival.';
