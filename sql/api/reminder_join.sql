create or replace function api.reminder_join(
    p_token bytea,
    p_act_for text,
    p_reminder_id integer,
    p_user_id text,
    p_name text,
    p_address text
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person core.person;
    v_reminder jsonb;
    v_count integer;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    v_person := core.actor(p_token, p_act_for, 'act_for');
    perform core.reminder_lock(v_person, p_reminder_id);
    v_reminder := core.reminder_json(v_person, p_reminder_id);
    -- Who is not in the chat has no business with it, and is not told that it is there.
    if v_reminder is null or not exists (
        select from core.channel as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and c.address = p_address
            and c.channel_id = any(
                (
                    core.channels_named(
                        v_person.bucket, v_person.person_id,
                        core.jsonb_integers(v_reminder -> 'channels')
                    )
                ).named
            )
    ) then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    delete from core.attendee as a
    where a.bucket = v_person.bucket and a.person_id = v_person.person_id
        and a.reminder_id = p_reminder_id and a.user_id = p_user_id;
    if not found then
        select count(*) into v_count from core.attendee as a
        where a.bucket = v_person.bucket and a.person_id = v_person.person_id
            and a.reminder_id = p_reminder_id;
        if v_count >= 50 then
            perform core.problem(
                409, 'attendees_full', 'Fifty are in already; no more can join.', 'user_id'
            );
        end if;
        insert into core.attendee (bucket, person_id, reminder_id, user_id, name, joined_at)
        values (
            v_person.bucket, v_person.person_id, p_reminder_id, p_user_id, p_name, core.now()
        )
        on conflict do nothing;
    end if;
    return core.reminder_json(v_person, p_reminder_id);
end;
$$;
comment on function api.reminder_join(bytea, text, integer, text, text, text) is
'A user of Telegram pressed [I''m in] in a chat that the reminder goes to: joins, or leaves where '
'they had joined. At most 50 (409). 404 where the reminder does not go to that chat. Acts for the '
'author; service tokens only. Locks the narrow row.';
