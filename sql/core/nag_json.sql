create or replace function core.nag_json(p_every interval, p_times integer, p_for interval)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select
        case
            when p_every is not null then
                jsonb_build_object(
                    'every_seconds', extract(epoch from p_every)::integer,
                    'times', p_times,
                    'for_seconds', extract(epoch from p_for)::integer
                )
        end;
end;
comment on function core.nag_json(interval, integer, interval) is
'A nag as the API shows it; null where there is none.';
