create or replace function core.month_make(p_parent text, p_name text, p_from date)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text := case p_parent when 'event' then 'at' else 'due_at' end;
    v_from timestamptz := p_from at time zone 'UTC';
    v_to timestamptz := (p_from + interval '1 month') at time zone 'UTC';
begin
    execute format('create table core.%I (like core.%I including all)', p_name, p_parent);
    -- Attached only when the default holds nothing of the month; the caller holds it.
    execute format(
        'with moved as (delete from core.%I where %I >= $1 and %I < $2 returning *) '
        'insert into core.%I select * from moved',
        p_parent || '_default', v_key, v_key, p_name
    ) using v_from, v_to;
    execute format(
        'alter table core.%I attach partition core.%I for values from (%L) to (%L)',
        p_parent, p_name, v_from, v_to
    );
end;
$$;
comment on function core.month_make(text, text, date) is
'Makes one month''s partition of a history table and moves what the default partition has of it. '
'Part of ops.month_ensure, which alone calls it; the one place beside ops.month_drop with '
'dynamic SQL.';
