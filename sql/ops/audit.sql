create or replace function ops.audit(
    p_since timestamptz,
    p_until timestamptz default null,
    p_person uuid default null
)
returns table (
    person_id uuid,
    since timestamptz,
    until timestamptz,
    spans bigint,
    counts jsonb
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_since timestamptz;
    v_until timestamptz;
begin
    select w.o_since, w.o_until into v_since, v_until
    from core.audit_window(p_since, p_until) as w;
    return query
    with each_person as (
        select p.person_id, h.counts, s.spans
        from core.person as p
        cross join lateral core.audit_count(p.bucket, p.person_id, null, v_since, v_until) as h
        cross join lateral (
            select count(*) as spans from core.span as k
            where k.bucket = p.bucket and k.person_id = p.person_id
                and k.expected_after < v_until
                and coalesce(greatest(k.expected_until, k.ended_at), 'infinity') >= v_since
        ) as s
        where p_person is null or p.bucket = core.bucket_of(p_person) and p.person_id = p_person
    )

    select e.person_id, v_since, v_until, e.spans, e.counts from each_person as e
    union all
    select
        null, v_since, v_until, (select coalesce(sum(e.spans), 0)::bigint from each_person as e),
        (
            select coalesce(jsonb_object_agg(t.what, t.total), '{}')
            from (
                select c.key as what, sum(c.value::bigint) as total
                from each_person as e
                cross join lateral jsonb_each_text(e.counts) as c
                group by c.key
            ) as t
        );
end;
$$;
comment on function ops.audit(timestamptz, timestamptz, uuid) is
'History''s side of the sum of promise 3, for each person and (person_id null) for all: how many '
'occurrences have each outcome, how many of the delivered were late, done, snoozed, and from how '
'many spans what was expected is to be recomputed. The engine''s side, and whether both agree, '
'is `oye-calc audit`. Reads the period''s whole history.';
