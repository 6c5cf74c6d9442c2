create or replace function core.rewind_count()
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    return (select coalesce(sum(r.times), 0) from core.rewind as r);
end;
$$;
comment on function core.rewind_count() is
'How many transactions have made something due in the past. Read before a claim looks: whoever '
'counts afterwards may have been missed.';
