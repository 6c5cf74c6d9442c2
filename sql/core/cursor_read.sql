create or replace function core.cursor_read(
    p_cursor text, p_length integer, p_wide boolean default false
)
returns text[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text[];
begin
    if p_cursor is null then
        return null;
    end if;
    v_key := core.jsonb_texts(
        convert_from(
            decode(
                rpad(
                    translate(p_cursor, '-_', '+/'),
                    length(p_cursor) + (4 - length(p_cursor) % 4) % 4, '='
                ),
                'base64'
            ),
            'UTF8'
        )::jsonb
    );
    -- The keys are (instant, number): a forged one fails here rather than in the query.
    perform
        v_key[1]::timestamptz,
        case when p_wide then v_key[2]::bigint else v_key[2]::integer end;
    -- What is no array is null here, and so may its members be.
    if cardinality(v_key) is distinct from p_length or array_position(v_key, null) is not null then
        raise data_exception;
    end if;
    return v_key;
exception
    when data_exception or syntax_error_or_access_rule_violation then
        perform core.problem(
            400, 'cursor_wrong', 'Send next_cursor of the page before, as it is.', 'cursor'
        );
        return null;
end;
$$;
comment on function core.cursor_read(text, integer, boolean) is
'The key within a cursor; refuses (400) what core.cursor_write did not write. p_wide: its number '
'is a bigint.';
