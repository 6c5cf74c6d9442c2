create or replace function core.edit_between(p_old core.reminder, p_new core.reminder)
returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_patch jsonb := '{}';
begin
    if p_new.text <> p_old.text then
        v_patch := v_patch || jsonb_build_object('text', p_new.text);
    end if;
    if p_new.urgent <> p_old.urgent then
        v_patch := v_patch || jsonb_build_object('urgent', p_new.urgent);
    end if;
    if (p_new.nag_every, p_new.nag_times, p_new.nag_for)
        is distinct from (p_old.nag_every, p_old.nag_times, p_old.nag_for) then
        v_patch := v_patch || jsonb_build_object('nag', p_new.nag_every);
    end if;
    return v_patch;
end;
$$;
comment on function core.edit_between(core.reminder, core.reminder) is
'What an edit from one version of a reminder to the other changed, of what reaches the occurrence '
'that is there: a patch for core.edit_reach.';
