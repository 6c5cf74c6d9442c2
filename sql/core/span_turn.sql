create or replace function core.span_turn(
    p_bucket smallint,
    p_person uuid,
    p_reminder integer,
    p_now timestamptz
)
returns void
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    select core.span_end(
        p_bucket, array[p_person], array[p_reminder], array['answered'], p_now
    );
    select core.span_begin(p_bucket, array[p_person], array[p_reminder], p_now);
end;
comment on function core.span_turn(smallint, uuid, integer, timestamptz) is
'An after_done counts anew: its span ends and another begins. The caller holds the narrow row '
'and has written it; the instant that was answered is accounted for.';
