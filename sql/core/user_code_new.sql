create or replace function core.user_code_new()
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    -- No vowels, so no words, and nothing that is mistaken for something else (RFC 8628, 6.1).
    v_letters text := 'BCDFGHJKLMNPQRSTVWXZ';
    v_code text := '';
    v_byte integer;
begin
    while length(v_code) < 8 loop
        v_byte := get_byte(uuid_send(gen_random_uuid()), 0);
        -- 240 is the largest multiple of 20 that fits: each letter is as likely as another.
        if v_byte < 240 then
            v_code := v_code || substr(v_letters, v_byte % 20 + 1, 1);
        end if;
    end loop;
    return v_code;
end;
$$;
comment on function core.user_code_new() is
'Eight letters for a person to read off one screen and type on another: 20^8 of them.';
