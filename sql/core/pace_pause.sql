create or replace function core.pace_pause(p_until timestamptz)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.pace_lock('{}');
    update core.pace as p set paused_until = greatest(p.paused_until, p_until)
    where p.kind = 'bot' and p.key = 'telegram';
end;
$$;
comment on function core.pace_pause(timestamptz) is
'The whole bot is silent until then, whichever worker was told so. Comes after the channel in '
'the lock order.';
