create or replace function core.due_exists(
    p_buckets smallint[],
    p_floor timestamptz,
    p_now timestamptz
)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from unnest(p_buckets) as b (bucket)
        cross join lateral (
            (
                select from core.reminder_next as n
                where n.bucket = b.bucket and n.state = 'scheduled'
                    and n.next_occurrence > p_floor and n.next_occurrence <= p_now
                order by n.next_occurrence
                limit 1
            )
            union all
            (
                select from core.delivery_open as d
                where d.bucket = b.bucket and d.state = 'ready' and not d.put_off
                    and d.not_before > p_floor and d.not_before <= p_now
                order by d.not_before
                limit 1
            )
        ) as found
    ) or exists (
        select from core.delivery_open as d
        where d.bucket = any(p_buckets) and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit 1
    );
end;
$$;
comment on function core.due_exists(smallint[], timestamptz, timestamptz) is
'Whether anything is due, in one snapshot and whoever holds it: a claim that found nothing to '
'lock has not seen what another worker holds, and may yet give back by dying.';
