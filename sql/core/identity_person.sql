create or replace function core.identity_person(p_act_for text)
returns core.person
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
    select p
    from core.identity as i
    inner join core.person as p on p.bucket = i.bucket and p.person_id = i.person_id
    where i.kind = split_part(p_act_for, ':', 1) and i.subject = split_part(p_act_for, ':', 2);
end;
comment on function core.identity_person(text) is
'The person known as p_act_for (telegram:<user id>); all null where nobody is.';
