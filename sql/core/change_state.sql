create or replace function core.change_state(p_person core.person, p_touched text)
returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(
        (
            select c.state_after from core.change as c
            where c.bucket = (p_person).bucket and c.person_id = (p_person).person_id
                and c.touched = p_touched
            order by c.change_id desc
            limit 1
        ),
        0
    );
end;
comment on function core.change_state(core.person, text) is
'The state that a thing is in: the change that made it what it is, 0 where none is known. The '
'caller holds the thing''s row.';
