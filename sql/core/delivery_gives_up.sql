create or replace function core.delivery_gives_up(p_open core.delivery_open)
returns boolean
language sql immutable
set search_path = ''
begin atomic
    select (p_open).attempts >= 10;
end;
comment on function core.delivery_gives_up(core.delivery_open) is
'Ten temporary failures, some two and a half hours of them, are a failure.';
