create or replace function core.told_last(p_person core.person, p_reminder integer)
returns timestamptz
language sql stable
set search_path = ''
begin atomic
    select o.due_at from core.occurrence as o
    where o.bucket = (p_person).bucket and o.person_id = (p_person).person_id
        and o.reminder_id = p_reminder
        and (o.outcome not in ('skipped', 'missed') or o.answer <> 'none')
    order by o.due_at desc
    limit 1;
end;
comment on function core.told_last(core.person, integer) is
'When the latest occurrence that was told (or answered) came due; null where there is none.';
