create or replace function core.delivery_find(
    p_person uuid,
    p_delivery uuid,
    out reminder_id integer,
    out due_at timestamptz,
    out channel_id integer,
    out kind text,
    out channel_kind text,
    out message_id text
)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- An open one says its month; only what was settled meanwhile is looked for in all of them.
    select d.reminder_id, d.due_at, d.channel_id, d.kind, d.channel_kind, d.message_id
    into reminder_id, due_at, channel_id, kind, channel_kind, message_id
    from core.delivery_open as d
    where d.bucket = core.bucket_of(p_person) and d.person_id = p_person
        and d.delivery_id = p_delivery;
    if not found then
        select d.reminder_id, d.due_at, d.channel_id, d.kind, d.channel_kind
        into reminder_id, due_at, channel_id, kind, channel_kind
        from core.delivery as d
        where d.bucket = core.bucket_of(p_person) and d.person_id = p_person
            and d.delivery_id = p_delivery;
    end if;
end;
$$;
comment on function core.delivery_find(uuid, uuid) is
'What a delivery is of, by its id alone; all null where there is no such delivery. message_id: '
'what an open update edits.';
