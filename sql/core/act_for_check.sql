create or replace function core.act_for_check(p_act_for text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_act_for is null or p_act_for !~ '^telegram:[0-9]{1,20}$' then
        perform core.problem(
            400, 'act_for_wrong', 'Send X-Act-For: telegram:<user id>.', 'X-Act-For'
        );
    end if;
end;
$$;
comment on function core.act_for_check(text) is
'Refuses (400) what names no user of a known system.';
