create or replace function core.delivery_backoff(
    p_outcome text,
    p_attempts integer,
    p_retry_after integer
)
returns interval
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    select make_interval(
        secs => case
            when p_retry_after is not null then least(greatest(p_retry_after, 1), 86400)
            -- A chat that moves without end, or is split without end, is no reason for a hot loop.
            when p_outcome in ('moved', 'split') and p_attempts <= 3 then 0
            when p_outcome = 'unknown' then 5
            else least(300, 5 * 2 ^ least(greatest(p_attempts, 1), 20)) * (0.75 + random() / 2)
        end
    );
end;
comment on function core.delivery_backoff(text, integer, integer) is
'How long a delivery waits before it is due again: what the channel asked for (a day at most), '
'else 10 s doubled with each attempt up to five minutes, spread by a quarter either way.';
