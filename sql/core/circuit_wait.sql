create or replace function core.circuit_wait(p_failures integer, p_most interval)
returns interval
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    select least(
        interval '5 seconds' * 2 ^ least(greatest(p_failures - core.circuit_limit(), 0), 20), p_most
    ) * (0.75 + random() / 2);
end;
comment on function core.circuit_wait(integer, interval) is
'The interval at which an open circuit is tried: 5 s, doubled with each try that fails up to '
'p_most, spread by a quarter either way.';
