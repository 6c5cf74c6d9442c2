create or replace function core.delivery_useful_for()
returns interval
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select interval '5 days';
end;
comment on function core.delivery_useful_for() is
'How long a message is worth trying to send at the most: as long as mail is (RFC 5321, 4.5.4.1: '
'"at least 4-5 days"). What ends it sooner: core.delivery_gives_up.';
