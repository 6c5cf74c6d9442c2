create or replace function core.audit_count(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_since timestamptz,
    p_until timestamptz
)
returns table (due_ats timestamptz[], counts jsonb)
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select
        coalesce(array_agg(o.due_at order by o.due_at), '{}'),
        jsonb_build_object(
            'pending', count(*) filter (where o.outcome = 'pending'),
            'delivered', count(*) filter (where o.outcome = 'delivered'),
            'unknown', count(*) filter (where o.outcome = 'unknown'),
            'failed', count(*) filter (where o.outcome = 'failed'),
            'skipped', count(*) filter (where o.outcome = 'skipped'),
            'missed', count(*) filter (where o.outcome = 'missed'),
            'late', count(*) filter (
                where o.outcome = 'delivered' and o.delivered_at > o.due_at + interval '1 minute'
            ),
            'done', count(*) filter (where o.outcome = 'delivered' and o.answer = 'done'),
            'snoozed', count(*) filter (where o.outcome = 'delivered' and o.answer = 'snoozed')
        )
    from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person
        and (p_reminder is null or o.reminder_id = p_reminder)
        and o.due_at >= p_since and o.due_at < p_until;
end;
comment on function core.audit_count(
    smallint, uuid, integer, timestamptz, timestamptz
) is
'The history of a reminder (null: of all of the person''s) from p_since until p_until: its '
'instants, and how many have each outcome; of the delivered, how many came more than a minute '
'late, were done, were snoozed.';
