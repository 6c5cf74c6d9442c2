create or replace function core.identity_leave(p_person core.person)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    select
        (
            select count(*) from core.reminder as r
            where r.bucket = p_person.bucket and r.person_id = p_person.person_id
        ) + (
            select count(*) from core.reminder_finished as f
            where f.bucket = p_person.bucket and f.person_id = p_person.person_id and f.waiting
        )
    into v_count;
    if v_count > 0 then
        perform core.problem(
            409, 'chat_has_reminders',
            format('This chat has %s reminders of its own, which would be lost to it. Remove them '
                || 'first, then ask for a new code.', v_count),
            'code'
        );
    end if;
    delete from core.channel as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id and c.kind = 'telegram';
end;
$$;
comment on function core.identity_leave(core.person) is
'Lets a chat go over to another person; refuses (409) while it has reminders of its own.';
