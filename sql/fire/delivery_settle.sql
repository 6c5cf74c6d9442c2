create or replace function fire.delivery_settle(
    p_persons uuid[],
    p_deliveries uuid[],
    p_fences bigint[],
    p_outcomes text[],
    p_reasons text[],
    p_retry_afters integer[],
    p_provider_ids text[],
    p_moved_tos text[]
)
returns table (delivery_id uuid, verdict text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_report record;
    v_open core.delivery_open;
    v_heard core.channel[] := '{}'::core.channel[];
    v_nags core.delivery_open[] := '{}'::core.delivery_open[];
    v_sends text[] := '{}'::text[];
    v_outcomes text[] := '{}'::text[];
    v_lates double precision[] := '{}'::double precision[];
begin
    if not p_outcomes <@ array[
        'sent', 'temporary', 'limited', 'rejected', 'permanent', 'moved', 'unknown', 'split'
    ] then
        perform core.problem(
            400, 'outcome_unknown',
            'An outcome is sent, temporary, limited, rejected, permanent, moved, unknown or split.',
            'p_outcomes'
        );
    end if;
    for v_report in
        select
            k.*, core.bucket_of(k.person_id) as bucket, d.*, m.channel_kind as sent_by,
            extract(epoch from v_now - m.meant_at)::double precision as late
        from unnest(
            p_persons, p_deliveries, p_fences, p_outcomes, p_reasons, p_retry_afters,
            p_provider_ids, p_moved_tos
        ) as k (
            person_id, delivery_id, fence, outcome, reason, retry_after, provider_id, moved_to
        )
        left join lateral core.delivery_find(k.person_id, k.delivery_id) as d on true
        left join lateral core.delivery_meant(k.person_id, k.delivery_id, d.due_at) as m on true
        -- Updates come after all other deliveries in the lock order, by channel and message.
        order by
            d.kind = 'update', k.person_id, case when d.kind = 'update' then d.channel_id end,
            d.message_id, d.reminder_id, d.due_at, k.delivery_id
    loop
        delivery_id := v_report.delivery_id;
        if v_report.due_at is null then
            verdict := 'gone';
        else
            if v_report.outcome = 'moved' and v_report.moved_to is null then
                v_report.outcome := 'temporary';
                v_report.reason := 'moved_to_nowhere';
            end if;
            v_open.bucket := v_report.bucket;
            v_open.person_id := v_report.person_id;
            v_open.delivery_id := v_report.delivery_id;
            v_open.reminder_id := v_report.reminder_id;
            v_open.due_at := v_report.due_at;
            v_open.kind := v_report.kind;
            v_open.channel_id := v_report.channel_id;
            verdict := core.delivery_settle(
                v_open, v_report.fence, v_report.outcome, v_report.reason, v_report.retry_after,
                v_report.provider_id, v_now
            );
            if verdict <> 'stale' then
                v_heard := v_heard || core.channel_heard(
                    v_open, v_report.channel_kind, v_report.fence, v_report.outcome,
                    v_report.reason, v_report.retry_after, v_report.moved_to, v_now
                );
            end if;
            if verdict <> 'stale' and v_report.sent_by is not null then
                v_sends := v_sends || v_report.sent_by;
                v_outcomes := v_outcomes || v_report.outcome;
                v_lates := v_lates
                    || case when v_report.outcome = 'sent' then greatest(v_report.late, 0) end;
            end if;
            -- A card that shows what is not true, until it changes again.
            if verdict = 'settled' and v_report.kind = 'update'
                and v_report.outcome not in ('sent', 'rejected', 'permanent', 'moved') then
                v_sends := v_sends || v_report.channel_kind;
                v_outcomes := v_outcomes || 'edit_given_up'::text;
                v_lates := v_lates || null::double precision;
            end if;
            if verdict = 'settled' and v_report.outcome = 'sent' and v_report.kind = 'nag' then
                v_nags := v_nags || v_open;
            end if;
        end if;
        return next;
    end loop;
    perform core.card_supersede(v_nags, v_now);
    -- Channels come after all deliveries in the lock order, and the pace after the channels.
    perform core.channel_hear(v_heard, v_now);
    perform core.pace_hear(v_heard, v_now);
    if v_sends <> '{}' then
        perform core.tally_add(v_sends, v_outcomes, v_lates, v_now);
    end if;
end;
$$;
comment on function fire.delivery_settle(
    uuid[], uuid[], bigint[], text[], text[], integer[], text[], text[]
) is
'Reports what became of sends, each with its claim''s fence. settled; retry (due again later); '
'stale (another claim holds it or it is settled: only its attempt''s row changes); gone (no such '
'delivery). sent | temporary (back-off, or retry_after) | limited (retry_after, no attempt spent; '
'telegram_too_many silences the whole bot, too_many the channel) | rejected (this message only) | '
'split (a digest was refused: each of it is sent again at once, by itself) | permanent (disables '
'the channel, never the reminder) | moved (new address, sent again at once) | unknown (perhaps it '
'arrived: repeated once, marked). Where a nag was sent, the card before it loses its buttons. '
'Failures in a row open a circuit (core.channel_hear, core.pace_hear). Each report that was taken '
'is counted (core.tally), edits apart, but for those that are given up (edit_given_up).';
