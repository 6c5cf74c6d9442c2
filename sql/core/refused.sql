create or replace function core.refused(p_status integer, p_slug text, p_detail text)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'refused', jsonb_build_object('status', p_status, 'slug', p_slug, 'detail', p_detail)
    );
end;
comment on function core.refused(integer, text, text) is
'A refusal as an answer, for what must be remembered of it: raising it would roll that back.';
