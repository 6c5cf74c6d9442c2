create or replace function core.audit_read(
    p_bucket smallint,
    p_person uuid,
    p_since timestamptz,
    p_until timestamptz,
    p_after_person uuid,
    p_after_reminder integer,
    p_limit integer
)
returns table (person_id uuid, reminder_id integer, found jsonb)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with spanned as (
        select distinct s.person_id, s.reminder_id from core.span as s
        where s.bucket = p_bucket and (p_person is null or s.person_id = p_person)
            and (s.person_id, s.reminder_id) > (p_after_person, p_after_reminder)
            and s.expected_after < p_until
            and coalesce(greatest(s.expected_until, s.ended_at), 'infinity') >= p_since
        order by s.person_id, s.reminder_id
        limit p_limit
    ),

    told as (
        select distinct o.person_id, o.reminder_id from core.occurrence as o
        where o.bucket = p_bucket and (p_person is null or o.person_id = p_person)
            and (o.person_id, o.reminder_id) > (p_after_person, p_after_reminder)
            and o.due_at >= p_since and o.due_at < p_until
        order by o.person_id, o.reminder_id
        limit p_limit
    ),

    page as (
        select * from spanned
        union
        select * from told
        order by person_id, reminder_id
        limit p_limit
    )

    select
        k.person_id, k.reminder_id,
        jsonb_build_object(
            'reminder_id', k.reminder_id,
            'state', n.state,
            'next_occurrence', n.next_occurrence,
            'accounted_until', n.accounted_until,
            'spans', (
                select coalesce(jsonb_agg(to_jsonb(s) order by s.span_id), '[]')
                from core.span as s
                where s.bucket = p_bucket and s.person_id = k.person_id
                    and s.reminder_id = k.reminder_id and s.expected_after < p_until
                    and coalesce(greatest(s.expected_until, s.ended_at), 'infinity') >= p_since
            ),
            'due_ats', h.due_ats,
            'counts', h.counts
        )
    from page as k
    left join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    cross join lateral core.audit_count(
        p_bucket, k.person_id, k.reminder_id, p_since, p_until
    ) as h
    order by k.person_id, k.reminder_id;
end;
$$;
comment on function core.audit_read(
    smallint, uuid, timestamptz, timestamptz, uuid, integer, integer
) is
'A page of what an audit compares, as of one snapshot: each reminder of a bucket (or of one '
'person) that may have come due from p_since until p_until, with its spans, where it stands, the '
'instants of its history, and that history counted. By person and reminder, after the last one '
'of the page before.';
