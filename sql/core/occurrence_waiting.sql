create or replace function core.occurrence_waiting(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer
)
returns core.occurrence
language sql stable
set search_path = ''
begin atomic
    select latest.o
    from (
        select o from core.occurrence as o
        where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
            and o.outcome not in ('skipped', 'missed')
        order by o.due_at desc
        limit 1
    ) as latest
    where (latest.o).answer <> 'done';
end;
comment on function core.occurrence_waiting(smallint, uuid, integer) is
'The latest occurrence of a reminder that was told, if it has no final answer yet.';
