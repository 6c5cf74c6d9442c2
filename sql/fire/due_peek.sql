create or replace function fire.due_peek(p_buckets smallint[] default null)
returns table (now timestamptz, due_at timestamptz)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_buckets smallint[] := core.buckets(p_buckets);
begin
    now := core.now();
    select min(least(r.at, d.at, l.at)) into due_at
    from unnest(v_buckets) as b (bucket)
    left join lateral (
        select n.next_occurrence as at from core.reminder_next as n
        where n.bucket = b.bucket and n.state = 'scheduled'
        order by n.next_occurrence
        limit 1
    ) as r on true
    left join lateral (
        select o.not_before as at from core.delivery_open as o
        where o.bucket = b.bucket and o.state = 'ready' and not o.put_off
        order by o.not_before
        limit 1
    ) as d on true
    left join lateral (
        select o.lease_until as at from core.delivery_open as o
        where o.bucket = b.bucket and o.state in ('leased', 'sending')
        order by o.lease_until
        limit 1
    ) as l on true;
    due_at := least(due_at, (
        select o.not_before from core.delivery_open as o
        where o.bucket = any(v_buckets) and o.state = 'ready' and o.put_off
        order by o.not_before
        limit 1
    ));
    return next;
end;
$$;
comment on function fire.due_peek(smallint[]) is
'The database''s now, and the next instant at which a claim will find work (null: none is '
'known). What a loop sleeps by.';
