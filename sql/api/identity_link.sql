create or replace function api.identity_link(
    p_token bytea,
    p_act_for text,
    p_code text,
    p_chat_id text
)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
    v_link core.channel_link;
    v_person core.person;
    v_other core.person;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    perform pg_advisory_xact_lock(hashtextextended('identity:' || p_act_for, 0));
    -- The person first, as who removes them does; the link goes with them.
    perform from core.person as p
    where (p.bucket, p.person_id) in (
        select l.bucket, l.person_id from core.channel_link as l
        where l.sha256 = sha256(convert_to(p_code, 'UTF8'))
    )
    for no key update;
    delete from core.channel_link as l
    where l.sha256 = sha256(convert_to(p_code, 'UTF8')) and l.expires_at > v_now
    returning l.* into v_link;
    if not found then
        perform core.problem(
            404, 'code_not_found',
            'This code is not known, was used, or is older than 10 minutes. Ask for a new one with '
            || 'oye channels add telegram.',
            'code'
        );
    end if;
    select p.* into v_person from core.person as p
    where p.bucket = v_link.bucket and p.person_id = v_link.person_id;
    v_other := core.identity_person(p_act_for);
    if v_other.person_id <> v_person.person_id then
        perform core.identity_leave(v_other);
    end if;
    insert into core.identity (kind, subject, bucket, person_id, created_at)
    values (
        split_part(p_act_for, ':', 1), split_part(p_act_for, ':', 2), v_person.bucket,
        v_person.person_id, v_now
    )
    on conflict (kind, subject) do update
    set bucket = excluded.bucket, person_id = excluded.person_id;
    perform core.channel_join(v_person, 'telegram', p_chat_id, true, null, v_now);
    return core.identity_json(v_person, false);
end;
$$;
comment on function api.identity_link(bytea, text, text, text) is
'Joins the chat of p_act_for to the person who asked for the code, which is used up by it. A '
'chat that has reminders of its own is refused (409), so that none is lost. Service tokens only.';
