create or replace function core.export_spans(
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
        array[s.reminder_id::text, s.span_id::text],
        to_jsonb(s) - array['bucket', 'person_id', 'span_id']
    from core.span as s
    where s.bucket = p_person.bucket and s.person_id = p_person.person_id
        and (
            p_after is null
            or (s.reminder_id, s.span_id) > (p_after[1]::integer, p_after[2]::bigint)
        )
    order by s.reminder_id, s.span_id
    limit p_limit;
end;
$$;
comment on function core.export_spans(core.person, text[], integer) is
'The kept revisions of a person''s schedules, by reminder: a part of their export.';
