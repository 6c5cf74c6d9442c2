create or replace function core.revision_check(p_if_match integer, p_revision integer)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_if_match <> p_revision then
        perform core.problem(
            412, 'revision_mismatch',
            format('It has changed since: this is revision %s. Read it again.', p_revision), 'If-Match'
        );
    end if;
end;
$$;
comment on function core.revision_check(integer, integer) is
'Refuses (412) a change that was made for another revision. Null means whatever it is.';
