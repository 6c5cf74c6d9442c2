create or replace function core.group_author(p_bucket smallint, p_person uuid)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select i.subject from core.identity as i
        where i.bucket = p_bucket and i.person_id = p_person and i.kind = 'telegram'
        order by i.created_at, i.subject
        limit 1
    );
end;
$$;
comment on function core.group_author(smallint, uuid) is
'The Telegram user id of a person: in a group the buttons say whose reminder it is. Null where '
'they have none.';
