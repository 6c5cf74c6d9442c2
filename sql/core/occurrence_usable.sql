create or replace function core.occurrence_usable(
    p_occurrence core.occurrence,
    p_channel_kind text default null
)
returns integer[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select array(
            select c.channel_id from core.channel as c
            where c.bucket = p_occurrence.bucket and c.person_id = p_occurrence.person_id
                and c.channel_id = any(n.usable)
                and (p_channel_kind is null or c.kind = p_channel_kind)
            order by c.channel_id
        )
        from (
            select r.channels from core.reminder as r
            where r.bucket = p_occurrence.bucket and r.person_id = p_occurrence.person_id
                and r.reminder_id = p_occurrence.reminder_id
            union all
            select f.channels from core.reminder_finished as f
            where f.bucket = p_occurrence.bucket and f.person_id = p_occurrence.person_id
                and f.reminder_id = p_occurrence.reminder_id and f.why <> 'deleted'
        ) as said
        cross join lateral core.channels_named(
            p_occurrence.bucket, p_occurrence.person_id, said.channels
        ) as n
    );
end;
$$;
comment on function core.occurrence_usable(core.occurrence, text) is
'On which channels (of one kind only) an occurrence could be told now: those that its reminder is '
'named for today and that are enabled. Null where the reminder was deleted or is gone.';
