create or replace function core.delivery_gives_up(
    p_open core.delivery_open,
    p_now timestamptz
)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_since timestamptz;
begin
    select greatest(d.created_at, d.not_before, p_open.held_until) into v_since
    from core.delivery as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at;
    if v_since + core.delivery_useful_for() <= p_now then
        return true;
    end if;
    if p_open.kind = 'nag' then
        return exists (
            select from core.occurrence as o
            where o.bucket = p_open.bucket and o.person_id = p_open.person_id
                and o.reminder_id = p_open.reminder_id and o.due_at = p_open.due_at
                and greatest(o.due_at, o.snoozed_until) + o.nag_for < p_now
        );
    end if;
    -- The series has come due again since, and what it says then is what there is to know.
    return exists (
        select from core.occurrence as o
        where o.bucket = p_open.bucket and o.person_id = p_open.person_id
            and o.reminder_id = p_open.reminder_id and o.due_at > v_since
            and o.outcome in ('pending', 'delivered', 'unknown')
    ) and coalesce(
        (
            select r.catch_up from core.reminder as r
            where r.bucket = p_open.bucket and r.person_id = p_open.person_id
                and r.reminder_id = p_open.reminder_id
        ),
        (
            select f.catch_up from core.reminder_finished as f
            where f.bucket = p_open.bucket and f.person_id = p_open.person_id
                and f.reminder_id = p_open.reminder_id
        ),
        'latest'
    ) <> 'all';
end;
$$;
comment on function core.delivery_gives_up(core.delivery_open, timestamptz) is
'Whether a message that could not be sent is of no use any more. What comes once is useful for '
'core.delivery_useful_for after it was meant to go (quiet hours apart); a series until it comes '
'due again, unless its catch_up is all; a nag within its time. However many sends have failed.';
