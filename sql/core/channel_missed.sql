create or replace function core.channel_missed(p_channel core.channel)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        with missed as (
            select o.reminder_id, o.text, o.due_at, row_number() over (order by o.due_at desc) as nth
            from core.occurrence as o
            where o.bucket = p_channel.bucket and o.person_id = p_channel.person_id
                and not p_channel.enabled
                -- The one whose failure disabled it came due before, and was worth a try until then.
                and o.due_at >= p_channel.disabled_at - core.delivery_useful_for()
                and p_channel.channel_id = any(o.channels)
                and (o.outcome in ('failed', 'unknown') or o.answer = 'snoozed')
                -- Or it was sent before, and perhaps arrived.
                and regexp_replace(
                    coalesce((core.snooze_lost(o)).reason, o.outcome_reason), '^then_', ''
                ) in (
                    'no_channel', 'channel_disabled', p_channel.disabled_reason
                )
        )

        select jsonb_build_object(
            'missed_count', count(*),
            'missed', coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'reminder_id', m.reminder_id, 'text', m.text, 'due_at', m.due_at
                    )
                    order by m.due_at, m.reminder_id
                ) filter (where m.nth <= 20),
                '[]'
            )
        )
        from missed as m
    );
end;
$$;
comment on function core.channel_missed(core.channel) is
'What a person was not told, or perhaps not, because this channel was disabled, since it was: how '
'many, and the latest 20. None where it is enabled.';
