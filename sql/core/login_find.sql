create or replace function core.login_find(
    p_person core.person,
    p_user_code text,
    p_now timestamptz
)
returns core.device_login
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_login core.device_login;
begin
    -- One at a time for each person, so that many guesses at once are counted, too.
    perform pg_advisory_xact_lock(hashtextextended('login:' || p_person.person_id, 0));
    if exists (
        select from core.login_guess as g
        where g.bucket = p_person.bucket and g.person_id = p_person.person_id
            and g.since > p_now - interval '1 hour' and g.guesses >= 10
    ) then
        perform core.problem(
            429, 'too_many_guesses', 'Too many codes that are none. Try again in an hour.',
            'user_code'
        );
    end if;
    select d.* into v_login from core.device_login as d
    where d.user_sha256 = core.user_code_digest(p_user_code)
        and d.expires_at > p_now and d.answered_at is null
    for update;
    if not found then
        insert into core.login_guess as g (bucket, person_id, guesses, since)
        values (p_person.bucket, p_person.person_id, 1, p_now)
        on conflict (bucket, person_id) do update
        set
            guesses = case
                when g.since > p_now - interval '1 hour' then g.guesses + 1 else 1
            end,
            since = case when g.since > p_now - interval '1 hour' then g.since else p_now end;
    end if;
    return v_login;
end;
$$;
comment on function core.login_find(core.person, text, timestamptz) is
'The sign-in with this user code that waits for its answer; all null where there is none, which '
'is counted: ten within an hour, and the person is refused (429).';
