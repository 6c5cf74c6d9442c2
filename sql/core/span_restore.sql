create or replace function core.span_restore(p_change core.change, p_timezone text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    v_open core.span;
begin
    if p_change.due_at is null then
        return;
    end if;
    if p_change.before ? 'occurrence' then
        -- It is passed over again, and expected by the span that it is an instant of.
        update core.span as s
        set expected_until = greatest(s.expected_until, p_change.due_at)
        where s.bucket = p_change.bucket and s.person_id = p_change.person_id
            and s.reminder_id = p_change.reminder_id
            and s.span_id = (
                select max(b.span_id) from core.span as b
                where b.bucket = p_change.bucket and b.person_id = p_change.person_id
                    and b.reminder_id = p_change.reminder_id and b.ended_at is not null
                    and b.zone = p_change.before #>> '{occurrence,timezone}'
                    and b.expected_after < p_change.due_at
            );
        return;
    end if;
    select o.* into v_open from core.span as o
    where o.bucket = p_change.bucket and o.person_id = p_change.person_id
        and o.reminder_id = p_change.reminder_id and o.ended_at is null;
    -- What was passed over is expected again: no longer by the span before, whose last it was, nor,
    -- where the person has moved since, by the one of the zone before.
    update core.span as s
    set
        expected_until = least(
            s.expected_until,
            case
                when s.zone = coalesce(p_timezone, p_change.before ->> 'zone')
                    then (p_change.before #>> '{next,accounted_until}')::timestamptz
                else v_open.expected_after
            end
        ),
        ended_why = case s.ended_why when 'over' then 'edited' else s.ended_why end
    where s.bucket = v_open.bucket and s.person_id = v_open.person_id
        and s.reminder_id = v_open.reminder_id and s.span_id < v_open.span_id
        and (
            s.expected_until >= p_change.due_at
            or s.span_id = (
                select max(b.span_id) from core.span as b
                where b.bucket = v_open.bucket and b.person_id = v_open.person_id
                    and b.reminder_id = v_open.reminder_id and b.span_id < v_open.span_id
            )
        );
end;
$$;
comment on function core.span_restore(core.change, text) is
'Lets the spans say what is expected now that a skip (or a done ahead of time) was put back, of a '
'schedule in p_timezone (null: floating), or made again: each instant by one of them, whether or '
'not the person moved meanwhile. After other changes they have their rows, and stay. The caller '
'holds the narrow row, and has restored it.';
