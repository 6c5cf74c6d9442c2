-- The roles of a cluster. They are shared by all its databases, so this runs in database `postgres`
-- under an advisory lock taken by `oye-sql apply`. Passwords are not set here.
do $$
declare
    v_role text;
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'oye_owner') then
        create role oye_owner nologin nosuperuser nocreatedb nocreaterole;
    end if;
    -- So that the health of the server can be told: for how long each transaction is open. Who
    -- applies may not be allowed to grant it; core.health_vacuum then tells less.
    if not pg_has_role('oye_owner', 'pg_read_all_stats', 'member') then
        begin
            grant pg_read_all_stats to oye_owner;
        exception
            when insufficient_privilege then null;
        end;
    end if;
    foreach v_role in array array['oye_api', 'oye_calc', 'oye_fire', 'oye_ops'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', v_role);
        end if;
    end loop;
end;
$$;
