create or replace function core.export_attempts(
    p_person core.person,
    p_after text[],
    p_limit integer
)
returns table (key text[], item jsonb)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        array[a.delivery_id::text, a.fence::text, a.due_at::text],
        to_jsonb(a) - array['bucket', 'person_id', 'fence', 'worker']
    from core.attempt as a
    where a.bucket = p_person.bucket and a.person_id = p_person.person_id
        and (
            p_after is null
            or (a.delivery_id, a.fence, a.due_at)
            > (p_after[1]::uuid, p_after[2]::bigint, p_after[3]::timestamptz)
        )
    order by a.delivery_id, a.fence, a.due_at
    limit p_limit;
end;
$$;
comment on function core.export_attempts(core.person, text[], integer) is
'Each send to a person that was begun, by delivery: a part of their export.';
