create or replace function ops.housekeep()
returns table (what text, removed bigint)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := core.now();
begin
    perform ops.month_ensure();
    what := 'idempotency keys';
    delete from core.idempotency_key as k where k.created_at < v_now - interval '24 hours';
    get diagnostics removed = row_count;
    return next;
    what := 'link codes';
    delete from core.channel_link as l where l.expires_at < v_now;
    get diagnostics removed = row_count;
    return next;
    what := 'sign-ins';
    delete from core.device_login as d where d.expires_at < v_now;
    get diagnostics removed = row_count;
    return next;
    delete from core.login_guess as g where g.since < v_now - interval '1 hour';
    what := 'finished reminders';
    delete from core.reminder_finished as f
    where not f.waiting and f.finished_at < v_now - interval '30 days';
    get diagnostics removed = row_count;
    return next;
    what := 'changes';
    delete from core.change as c where c.at < v_now - interval '30 days';
    get diagnostics removed = row_count;
    return next;
    what := 'attendees';
    delete from core.attendee as a
    where not exists (
        select from core.reminder as r
        where r.bucket = a.bucket and r.person_id = a.person_id and r.reminder_id = a.reminder_id
    ) and not exists (
        select from core.reminder_finished as f
        where f.bucket = a.bucket and f.person_id = a.person_id and f.reminder_id = a.reminder_id
    );
    get diagnostics removed = row_count;
    return next;
    what := 'paces of chats';
    delete from core.pace as p
    where p.kind = 'chat' and greatest(p.next_at, p.queue_at) < v_now - interval '1 hour';
    get diagnostics removed = row_count;
    return next;
    what := 'worker runs';
    delete from core.worker_run as w where w.last_run_at < v_now - interval '1 day'
        and exists (
            select from core.worker_run as o where o.kind = w.kind and o.last_run_at > w.last_run_at
        );
    get diagnostics removed = row_count;
    return next;
    what := 'alarms';
    delete from core.alarm as a where a.cleared_at < v_now - interval '90 days';
    get diagnostics removed = row_count;
    return next;
end;
$$;
comment on function ops.housekeep() is
'Makes months ahead and removes what is past its time: idempotency keys (24 hours), link codes, '
'sign-ins that nobody took, finished reminders without a waiting answer and changes (30 days), '
'who joined what is gone, paces of chats that are quiet, runs of workers that are gone, '
'alarms that were over 90 days ago.';
