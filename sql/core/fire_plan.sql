create or replace function core.fire_plan(
    p_next timestamptz,
    p_upcoming timestamptz[],
    p_ended boolean,
    p_series boolean,
    p_catch_up text,
    p_grace interval,
    p_now timestamptz,
    out o_fire_at timestamptz,
    out o_missed timestamptz[],
    out o_next timestamptz,
    out o_upcoming timestamptz[],
    out o_compute boolean
)
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_known timestamptz[] := p_next || p_upcoming;
    v_due integer;
    v_at integer := 1;
begin
    o_missed := '{}';
    o_compute := false;
    if p_series and p_catch_up <> 'all' and p_next + p_grace < p_now then
        select count(*) into v_due from unnest(v_known) as k (due_at) where k.due_at <= p_now;
        -- All that is known is past, and more may be: only worker-calc knows which is the latest.
        if v_due = cardinality(v_known) and not p_ended then
            o_compute := true;
            return;
        end if;
        -- The first within its grace, else the latest of all.
        while v_at < v_due and v_known[v_at] + p_grace < p_now loop
            v_at := v_at + 1;
        end loop;
        if p_catch_up = 'skip' and v_known[v_at] + p_grace < p_now then
            v_at := v_at + 1;
            o_missed := v_known[1:v_due];
        else
            o_missed := v_known[1:v_at - 1];
            o_fire_at := v_known[v_at];
            v_at := v_at + 1;
        end if;
    else
        o_fire_at := p_next;
        v_at := 2;
    end if;
    o_next := v_known[v_at];
    o_upcoming := coalesce(v_known[v_at + 1:], '{}');
end;
$$;
comment on function core.fire_plan(
    timestamptz, timestamptz[], boolean, boolean, text, interval, timestamptz
) is
'What a due reminder does now: the instant to tell, those missed, what follows; or o_compute '
'where downtime outlasted all that is known. latest tells the newest and counts the others, all '
'tells each in turn, skip tells none that is beyond its grace. A one-off is always told, however '
'late.';
