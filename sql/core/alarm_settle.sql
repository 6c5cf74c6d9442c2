create or replace function core.alarm_settle(p_alarm_id bigint, p_what text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    update core.alarm as a
    set
        raise_told_at = case when p_what = 'silent' then core.now() else a.raise_told_at end,
        clear_told_at = case when p_what = 'back' then core.now() else a.clear_told_at end
    where a.alarm_id = p_alarm_id;
end;
$$;
comment on function core.alarm_settle(bigint, text) is
'The operator was told: of the silence (silent), or that it is over (back).';
