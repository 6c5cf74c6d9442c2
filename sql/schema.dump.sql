--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: api; Type: SCHEMA; Schema: -; Owner: oye_owner
--

CREATE SCHEMA api;

ALTER SCHEMA api OWNER TO oye_owner;

--
-- Name: SCHEMA api; Type: COMMENT; Schema: -; Owner: oye_owner
--

COMMENT ON SCHEMA api IS 'What the web API may call (role oye_api).';

--
-- Name: calc; Type: SCHEMA; Schema: -; Owner: oye_owner
--

CREATE SCHEMA calc;

ALTER SCHEMA calc OWNER TO oye_owner;

--
-- Name: SCHEMA calc; Type: COMMENT; Schema: -; Owner: oye_owner
--

COMMENT ON SCHEMA calc IS 'What worker-calc may call (role oye_calc).';

--
-- Name: core; Type: SCHEMA; Schema: -; Owner: oye_owner
--

CREATE SCHEMA core;

ALTER SCHEMA core OWNER TO oye_owner;

--
-- Name: SCHEMA core; Type: COMMENT; Schema: -; Owner: oye_owner
--

COMMENT ON SCHEMA core IS 'Tables and the rules they share. Has no callers of its own.';

--
-- Name: fire; Type: SCHEMA; Schema: -; Owner: oye_owner
--

CREATE SCHEMA fire;

ALTER SCHEMA fire OWNER TO oye_owner;

--
-- Name: SCHEMA fire; Type: COMMENT; Schema: -; Owner: oye_owner
--

COMMENT ON SCHEMA fire IS 'What worker-fire may call (role oye_fire).';

--
-- Name: ops; Type: SCHEMA; Schema: -; Owner: oye_owner
--

CREATE SCHEMA ops;

ALTER SCHEMA ops OWNER TO oye_owner;

--
-- Name: SCHEMA ops; Type: COMMENT; Schema: -; Owner: oye_owner
--

COMMENT ON SCHEMA ops IS 'What an operator may call (role oye_ops).';

--
-- Name: audit_get(bytea, text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone DEFAULT NULL::timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_since timestamptz;
    v_until timestamptz;
begin
    select w.o_since, w.o_until into v_since, v_until
    from core.audit_window(coalesce(p_since, core.now() - interval '7 days'), p_until) as w;
    if v_until - v_since > interval '366 days' then
        perform core.problem(
            422, 'period_too_long', 'An audit covers 366 days at the most.', 'since'
        );
    end if;
    return jsonb_build_object(
        'since', v_since,
        'until', v_until,
        'items', coalesce(
            (
                select jsonb_agg(a.found)
                from core.audit_read(
                    v_person.bucket, v_person.person_id, v_since, v_until, v_person.person_id, 0, null
                ) as a
            ),
            '[]'
        )
    );
end;
$$;

ALTER FUNCTION api.audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone) IS 'What an audit of one person compares, from p_since (7 days ago) until p_until (now; 366 days at the most, never beyond now, nor before what is kept): each reminder with its spans, where it stands, and its history. Whoever has the engine computes what was expected. Locks nothing.';

--
-- Name: bot_announce(bytea, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.bot_announce(p_token bytea, p_act_for text, p_username text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.token_check(p_token, 'act_for');
    insert into core.bot (kind, username, seen_at)
    values ('telegram', p_username, core.now())
    on conflict (kind) do update set username = excluded.username, seen_at = excluded.seen_at;
end;
$$;

ALTER FUNCTION api.bot_announce(p_token bytea, p_act_for text, p_username text) OWNER TO oye_owner;

--
-- Name: FUNCTION bot_announce(p_token bytea, p_act_for text, p_username text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.bot_announce(p_token bytea, p_act_for text, p_username text) IS 'The bot tells its own name as it starts, for links to it. Service tokens only.';

--
-- Name: change_list(bytea, text, integer, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.change_list(p_token bytea, p_act_for text, p_limit integer DEFAULT 50, p_cursor text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_after text[] := core.cursor_read(p_cursor, 2, true);
    v_answer jsonb;
begin
    with page as (
        select c from core.change as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and (v_after is null or c.change_id < v_after[2]::bigint)
        order by c.change_id desc
        limit p_limit + 1
    ),

    numbered as (
        select p.c, row_number() over (order by (p.c).change_id desc) as nth from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.change_json(n.c) order by n.nth) filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(
                core.cursor_write(array[(n.c).at::text, (n.c).change_id::text]) order by n.nth
            )
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;

ALTER FUNCTION api.change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text) OWNER TO oye_owner;

--
-- Name: FUNCTION change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text) IS 'A page of what the person changed within 30 days, newest first.';

--
-- Name: channel_create(bytea, text, text, text, text, boolean, text, bytea); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text DEFAULT NULL::text, p_is_default boolean DEFAULT true, p_idempotency_key text DEFAULT NULL::text, p_request_sha256 bytea DEFAULT NULL::bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_answer jsonb := core.idempotency_begin(
        v_person, 'channel_create', p_idempotency_key, p_request_sha256, v_now
    );
    v_secret text := 'whsec_' || encode(
        decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 'base64'
    );
    v_channel core.channel;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    v_channel := core.channel_add(v_person, p_kind, p_url, v_secret, p_label, p_is_default, v_now);
    v_answer := core.channel_json(v_channel) || jsonb_build_object('secret', v_secret);
    perform core.idempotency_end(v_person, 'channel_create', p_idempotency_key, v_answer);
    return v_answer;
end;
$$;

ALTER FUNCTION api.channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea) IS 'Adds a webhook and returns it with its signing secret (Standard Webhooks), the only time it is seen. Refuses (409) an address that is there already. Locks the person.';

--
-- Name: channel_delete(bytea, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_kind text;
begin
    delete from core.channel as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = p_channel_id
    returning c.kind into v_kind;
    if not found then
        perform core.channel_not_found(p_channel_id);
    end if;
    if v_kind = 'inbox' then
        perform core.problem(
            409, 'inbox_stays', 'The inbox cannot be removed; it is where all else falls back to.',
            'channel_id'
        );
    end if;
end;
$$;

ALTER FUNCTION api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_delete(p_token bytea, p_act_for text, p_channel_id integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer) IS 'Removes a channel; what is still open on it fails as channel_removed when its turn comes. The inbox stays (409).';

--
-- Name: channel_ensure(bytea, text, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person;
    v_channel core.channel;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    v_person := core.actor(p_token, p_act_for, 'act_for');
    -- Two updates of one group at once make one channel.
    perform from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for update;
    v_channel := core.channel_join(
        v_person, 'telegram', p_address, false, p_label, core.now()
    );
    select c.* into v_channel from core.channel as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = v_channel.channel_id;
    return core.channel_json(v_channel);
end;
$$;

ALTER FUNCTION api.channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text) IS 'Sees to it that the person has an enabled channel to a group or a topic of it (-100123:45): a new one is not a default one. Service tokens only: they saw the person there. Locks the person.';

--
-- Name: channel_link_create(bytea, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_link_create(p_token bytea, p_act_for text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_code text := replace(gen_random_uuid()::text, '-', '');
    v_bot text;
begin
    insert into core.channel_link (sha256, bucket, person_id, expires_at, created_at)
    values (
        sha256(convert_to(v_code, 'UTF8')), v_person.bucket, v_person.person_id,
        v_now + interval '10 minutes', v_now
    );
    select b.username into v_bot from core.bot as b where b.kind = 'telegram';
    return jsonb_build_object(
        'code', v_code,
        'url', 'https://t.me/' || v_bot || '?start=' || v_code,
        'expires_at', v_now + interval '10 minutes'
    );
end;
$$;

ALTER FUNCTION api.channel_link_create(p_token bytea, p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_link_create(p_token bytea, p_act_for text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_link_create(p_token bytea, p_act_for text) IS 'A one-time code of 122 random bits, good for 10 minutes, that joins the chat which sends it to the bot.';

--
-- Name: channel_list(bytea, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_list(p_token bytea, p_act_for text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
begin
    return jsonb_build_object(
        'items', (
            select jsonb_agg(core.channel_json(c) order by c.channel_id)
            from core.channel as c
            where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        )
    );
end;
$$;

ALTER FUNCTION api.channel_list(p_token bytea, p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_list(p_token bytea, p_act_for text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_list(p_token bytea, p_act_for text) IS 'Where the person is reached; never a secret.';

--
-- Name: channel_update(bytea, text, integer, jsonb); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_enabled boolean := (p_patch ->> 'enabled')::boolean;
    v_now timestamptz := core.now();
    v_channel core.channel;
    v_well core.channel;
begin
    update core.channel as c
    set
        label = case when p_patch ? 'label' then p_patch ->> 'label' else c.label end,
        is_default = coalesce((p_patch ->> 'is_default')::boolean, c.is_default),
        enabled = coalesce(v_enabled, c.enabled),
        disabled_reason = case
            when v_enabled is null then c.disabled_reason
            when not v_enabled then coalesce(c.disabled_reason, 'by_the_person')
        end,
        disabled_at = case
            when v_enabled is null then c.disabled_at
            when not v_enabled then coalesce(c.disabled_at, v_now)
        end
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.channel_id = p_channel_id
    returning c.* into v_channel;
    if not found then
        perform core.channel_not_found(p_channel_id);
    end if;
    if v_enabled then
        -- Whoever says so has mended it: it is tried at once.
        v_well.bucket := v_channel.bucket;
        v_well.person_id := v_channel.person_id;
        v_well.channel_id := v_channel.channel_id;
        perform core.channel_well(v_well, v_now);
        select c.* into v_channel from core.channel as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and c.channel_id = p_channel_id;
    end if;
    return core.channel_json(v_channel);
end;
$$;

ALTER FUNCTION api.channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb) IS 'Renames, enables, disables a channel, or makes it a default one. What waits for a channel that took nothing is tried at once where it is enabled, again if need be.';

--
-- Name: delivery_answer(bytea, text, uuid, text, timestamp with time zone, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone, p_address text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_delivery core.delivery;
    v_before jsonb;
begin
    select d.* into v_delivery from core.delivery as d
    where d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.delivery_id = p_delivery_id
        and (p_address is null or p_address = core.channel_address(v_person, d.channel_id));
    if not found then
        perform core.delivery_not_found();
    end if;
    v_before := core.change_image(v_person, v_delivery.reminder_id, v_delivery.due_at);
    perform core.occurrence_answer(
        v_person, v_delivery.reminder_id, v_delivery.due_at, p_answer, p_until, v_now,
        p_delivery_id
    );
    return core.occurrence_show(v_person, v_delivery.reminder_id, v_delivery.due_at)
        || core.change_add(
            v_person, case p_answer when 'snoozed' then 'snooze' else p_answer end,
            v_delivery.reminder_id, v_delivery.due_at, v_before, v_now
        );
end;
$$;

ALTER FUNCTION api.delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text) IS 'What a button under a message does: answers the message''s occurrence with done or snoozed. One that is done already is returned as it is. p_address: it must have gone to this chat (404), so that a button copied elsewhere answers nothing. Its other messages are edited to show it. Locks narrow row, occurrence, delivery.';

--
-- Name: delivery_find(bytea, text, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_delivery core.delivery;
begin
    select d.* into v_delivery
    from core.channel as c
    inner join core.delivery as d
        on d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.channel_id = c.channel_id and d.provider_id = p_message_id
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.address = p_address
    limit 1;
    if not found then
        perform core.delivery_not_found();
    end if;
    return core.card_json(v_person, v_delivery);
end;
$$;

ALTER FUNCTION api.delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text) IS 'The message of a chat by its id there: what somebody replies to.';

--
-- Name: delivery_get(bytea, text, uuid); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_delivery core.delivery;
begin
    select d.* into v_delivery from core.delivery as d
    where d.bucket = v_person.bucket and d.person_id = v_person.person_id
        and d.delivery_id = p_delivery_id;
    if not found then
        perform core.delivery_not_found();
    end if;
    return core.card_json(v_person, v_delivery);
end;
$$;

ALTER FUNCTION api.delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid) IS 'The message that a delivery is in, with all that share it and what is true of each now.';

--
-- Name: event_list(bytea, text, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.event_list(p_token bytea, p_act_for text, p_after text DEFAULT NULL::text, p_limit integer DEFAULT 100) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    -- Every transaction below it has ended, so no event can still appear before one that is read.
    v_horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_after text[] := regexp_match(p_after, '^([0-9]{1,19})-([0-9]{1,18})$');
    v_answer jsonb;
begin
    if p_after is not null and v_after is null then
        perform core.problem(
            400, 'cursor_wrong', 'Last-Event-ID is the id of an event, as it came.', 'Last-Event-ID'
        );
    end if;
    -- A cursor from a cluster that was restored since may lie ahead of all that is to come.
    if p_after is null or v_after[1]::xid8 > pg_snapshot_xmax(pg_current_snapshot()) then
        return jsonb_build_object('items', '[]'::jsonb, 'cursor', v_horizon::text || '-0');
    end if;
    with page as (
        select e.* from core.event as e
        where e.bucket = v_person.bucket and e.person_id = v_person.person_id
            and (e.xid, e.event_id) > (v_after[1]::xid8, v_after[2]::bigint)
            and e.xid < v_horizon
        order by e.xid, e.event_id
        limit least(greatest(p_limit, 1), 1000)
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(core.event_json(p) order by p.xid, p.event_id), '[]'),
        'cursor', coalesce(
            (array_agg(p.xid::text || '-' || p.event_id order by p.xid desc, p.event_id desc))[1],
            p_after
        )
    )
    into v_answer
    from page as p;
    return v_answer;
end;
$_$;

ALTER FUNCTION api.event_list(p_token bytea, p_act_for text, p_after text, p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION event_list(p_token bytea, p_act_for text, p_after text, p_limit integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.event_list(p_token bytea, p_act_for text, p_after text, p_limit integer) IS 'The person''s events after a cursor, in an order in which none is ever passed over, and the cursor to go on from. Without one: no events, and the cursor of now.';

--
-- Name: history_revert(bytea, text, bigint); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.history_revert(p_token bytea, p_act_for text, p_change_id bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
begin
    return core.history_revert(v_person, p_change_id);
end;
$$;

ALTER FUNCTION api.history_revert(p_token bytea, p_act_for text, p_change_id bigint) OWNER TO oye_owner;

--
-- Name: FUNCTION history_revert(p_token bytea, p_act_for text, p_change_id bigint); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.history_revert(p_token bytea, p_act_for text, p_change_id bigint) IS 'Puts back what was before one change of the person''s; twice is as once. Refuses 404 (none within 30 days) and 409 changed_since. Locks person, narrow row, reminder, occurrence, delivery, change.';

--
-- Name: history_revert_last(bytea, text, text, bytea); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text DEFAULT NULL::text, p_request_sha256 bytea DEFAULT NULL::bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_answer jsonb := core.idempotency_begin(
        v_person, 'history_revert_last', p_idempotency_key, p_request_sha256, core.now()
    );
    v_change_id bigint;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    -- Two at once undo two changes, not one twice.
    perform from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for no key update;
    select c.change_id into v_change_id from core.change as c
    where c.bucket = v_person.bucket and c.person_id = v_person.person_id
        and c.reverted_at is null and c.kind <> 'revert'
    order by c.change_id desc
    limit 1;
    if not found then
        perform core.problem(
            409, 'nothing_to_revert',
            'Nothing that was changed within the last 30 days still stands.'
        );
    end if;
    v_answer := core.history_revert(v_person, v_change_id);
    perform core.idempotency_end(
        v_person, 'history_revert_last', p_idempotency_key, v_answer
    );
    return v_answer;
end;
$$;

ALTER FUNCTION api.history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea) OWNER TO oye_owner;

--
-- Name: FUNCTION history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea) IS 'Puts back what was before the person''s latest change that stands; again, the one before it. A revert is passed over: it is put back by its own id. With an idempotency key the same request that comes again is answered as at first. Refuses 409 (nothing_to_revert, changed_since). Locks as history_revert.';

--
-- Name: identity_ensure(bytea, text, text, text, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text DEFAULT NULL::text, p_locale text DEFAULT 'en'::text, p_timezone text DEFAULT 'UTC'::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_person core.person;
    v_created boolean := false;
    v_channel core.channel;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    -- Two updates of one newcomer at once make one person.
    perform pg_advisory_xact_lock(hashtextextended('identity:' || p_act_for, 0));
    v_person := core.identity_person(p_act_for);
    if v_person.person_id is null then
        v_created := true;
        v_person := core.person_add(p_name, p_timezone, p_locale);
        insert into core.identity (kind, subject, bucket, person_id, created_at)
        values (
            split_part(p_act_for, ':', 1), split_part(p_act_for, ':', 2), v_person.bucket,
            v_person.person_id, v_now
        );
    end if;
    v_channel := core.channel_join(v_person, 'telegram', p_chat_id, true, null, v_now);
    return core.identity_json(v_person, v_created) || core.channel_missed(v_channel);
end;
$$;

ALTER FUNCTION api.identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text) OWNER TO oye_owner;

--
-- Name: FUNCTION identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text) IS 'Finds the person of p_act_for (telegram:<user id>), or makes one, and sees to it that they have an enabled channel to p_chat_id. Where that was disabled until now, it says what was missed, this once. Service tokens only.';

--
-- Name: identity_link(bytea, text, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_link core.channel_link;
    v_person core.person;
    v_other core.person;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    perform pg_advisory_xact_lock(hashtextextended('identity:' || p_act_for, 0));
    -- The person first, as who removes them does; the link goes with them.
    perform from core.person as p
    where (p.bucket, p.person_id) in (
        select l.bucket, l.person_id from core.channel_link as l
        where l.sha256 = sha256(convert_to(p_code, 'UTF8'))
    )
    for no key update;
    delete from core.channel_link as l
    where l.sha256 = sha256(convert_to(p_code, 'UTF8')) and l.expires_at > v_now
    returning l.* into v_link;
    if not found then
        perform core.problem(
            404, 'code_not_found',
            'This code is not known, was used, or is older than 10 minutes. Ask for a new one with '
            || 'oye channels add telegram.',
            'code'
        );
    end if;
    select p.* into v_person from core.person as p
    where p.bucket = v_link.bucket and p.person_id = v_link.person_id;
    v_other := core.identity_person(p_act_for);
    if v_other.person_id <> v_person.person_id then
        perform core.identity_leave(v_other);
    end if;
    insert into core.identity (kind, subject, bucket, person_id, created_at)
    values (
        split_part(p_act_for, ':', 1), split_part(p_act_for, ':', 2), v_person.bucket,
        v_person.person_id, v_now
    )
    on conflict (kind, subject) do update
    set bucket = excluded.bucket, person_id = excluded.person_id;
    perform core.channel_join(v_person, 'telegram', p_chat_id, true, null, v_now);
    return core.identity_json(v_person, false);
end;
$$;

ALTER FUNCTION api.identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text) OWNER TO oye_owner;

--
-- Name: FUNCTION identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text) IS 'Joins the chat of p_act_for to the person who asked for the code, which is used up by it. A chat that has reminders of its own is refused (409), so that none is lost. Service tokens only.';

--
-- Name: login_answer(bytea, text, text, boolean); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_now timestamptz := core.now();
    v_login core.device_login := core.login_find(v_person, p_user_code, v_now);
begin
    if v_login.sha256 is null then
        return core.login_not_found();
    end if;
    update core.device_login as d
    set
        answered_at = v_now,
        bucket = case when p_approve then v_person.bucket end,
        person_id = case when p_approve then v_person.person_id end,
        -- A token gives on only scopes that it has itself; a service acts in everything.
        scopes = case
            when p_approve then (
                select array_agg(s.scope)
                from unnest(array['read', 'write', 'account']) as s (scope)
                inner join core.token as t on t.sha256 = p_token
                where 'act_for' = any(t.scopes) or s.scope = any(t.scopes)
            )
        end
    where d.sha256 = v_login.sha256;
    return core.login_json(v_login);
end;
$$;

ALTER FUNCTION api.login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean) IS 'Approves or refuses the sign-in with this user code, once and for all. The device gets a token of the person''s with the scopes of the token that approves. A code that is none is counted (core.login_find).';

--
-- Name: login_get(bytea, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.login_get(p_token bytea, p_act_for text, p_user_code text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_login core.device_login := core.login_find(v_person, p_user_code, core.now());
begin
    if v_login.sha256 is null then
        return core.login_not_found();
    end if;
    return core.login_json(v_login) || jsonb_build_object('expires_at', v_login.expires_at);
end;
$$;

ALTER FUNCTION api.login_get(p_token bytea, p_act_for text, p_user_code text) OWNER TO oye_owner;

--
-- Name: FUNCTION login_get(p_token bytea, p_act_for text, p_user_code text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.login_get(p_token bytea, p_act_for text, p_user_code text) IS 'Who asks to be signed in with this user code, to be shown before it is approved. A code that is none is counted (core.login_find).';

--
-- Name: login_poll(text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.login_poll(p_device_code text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_login core.device_login;
begin
    -- The person first, as who removes them does; the token's row would lock them after this one.
    perform from core.person as p
    where (p.bucket, p.person_id) in (
        select d.bucket, d.person_id from core.device_login as d
        where d.sha256 = sha256(convert_to(p_device_code, 'UTF8'))
    )
    for key share;
    select d.* into v_login from core.device_login as d
    where d.sha256 = sha256(convert_to(p_device_code, 'UTF8')) and d.expires_at > v_now
    for update;
    if not found then
        return core.refused(
            400, 'expired_token', 'This sign-in was used, or is older than 10 minutes. Begin anew.'
        );
    elsif v_login.person_id is not null then
        delete from core.device_login as d where d.sha256 = v_login.sha256;
        return core.token_add(v_login.person_id, v_login.label, v_login.scopes, null);
    elsif v_login.answered_at is not null then
        return core.refused(400, 'access_denied', 'This sign-in was refused.');
    end if;
    update core.device_login as d
    set
        polled_at = v_now,
        poll_interval = d.poll_interval + case
            -- Half a second for the network: who keeps to the interval is never told to slow down.
            when v_now < d.polled_at + d.poll_interval - interval '0.5 seconds'
                then interval '5 seconds'
            else interval '0'
        end
    where d.sha256 = v_login.sha256;
    if v_now < v_login.polled_at + v_login.poll_interval - interval '0.5 seconds' then
        return core.refused(400, 'slow_down', 'Ask less often: five seconds more between two.');
    end if;
    return core.refused(400, 'authorization_pending', 'Nobody has answered yet.');
end;
$$;

ALTER FUNCTION api.login_poll(p_device_code text) OWNER TO oye_owner;

--
-- Name: FUNCTION login_poll(p_device_code text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.login_poll(p_device_code text) IS 'The token of a sign-in that somebody has approved, once: it is made here, and its row goes. Else a refusal as an answer (what was polled is remembered): authorization_pending, slow_down (the interval grows by 5 s), access_denied, expired_token (RFC 8628, 3.5). Locks the person, then the sign-in.';

--
-- Name: login_start(text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.login_start(p_label text, p_address text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_device text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    v_user text := core.user_code_new();
    v_address inet := p_address::inet;
    v_bot text;
begin
    if family(v_address) = 6 then
        v_address := network(set_masklen(v_address, 64));
    end if;
    perform pg_advisory_xact_lock(hashtextextended('login_start', 0));
    if (
        select count(*) from core.device_login as d
        where d.address = v_address and d.created_at > v_now - interval '10 minutes'
    ) >= 60 or (
        select count(*) from core.device_login as d where d.expires_at > v_now
    ) >= 10000 then
        perform core.problem(
            429, 'too_many_logins', 'Too many sign-ins were begun. Try again in ten minutes.'
        );
    end if;
    insert into core.device_login (
        sha256, user_sha256, label, address, expires_at, created_at
    )
    values (
        sha256(convert_to(v_device, 'UTF8')), core.user_code_digest(v_user), p_label, v_address,
        v_now + interval '10 minutes', v_now
    );
    select b.username into v_bot from core.bot as b where b.kind = 'telegram';
    return jsonb_build_object(
        'device_code', v_device,
        'user_code', left(v_user, 4) || '-' || right(v_user, 4),
        'verification_uri', 'https://t.me/' || v_bot || '?start=login_' || v_user,
        'expires_in', 600,
        'interval', 2
    );
end;
$$;

ALTER FUNCTION api.login_start(p_label text, p_address text) OWNER TO oye_owner;

--
-- Name: FUNCTION login_start(p_label text, p_address text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.login_start(p_label text, p_address text) IS 'Begins the sign-in of a device (RFC 8628): a code of 244 random bits for the device, and one of eight letters for the person, good for 10 minutes and one sign-in. At most 60 in ten minutes from one address (of IPv6, one /64), and 10,000 that wait in all (429).';

--
-- Name: me_get(bytea, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.me_get(p_token bytea, p_act_for text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return core.person_json(core.actor(p_token, p_act_for, 'read'));
end;
$$;

ALTER FUNCTION api.me_get(p_token bytea, p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION me_get(p_token bytea, p_act_for text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.me_get(p_token bytea, p_act_for text) IS 'The person who asks, with counts and the clock.';

--
-- Name: me_update(bytea, text, jsonb); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.me_update(p_token bytea, p_act_for text, p_patch jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_quiet jsonb := p_patch -> 'quiet';
    v_from text;
    v_before jsonb;
begin
    if p_patch ? 'timezone' then
        perform core.timezone_check(p_patch ->> 'timezone', 'timezone');
    end if;
    if v_quiet ->> 'from' = v_quiet ->> 'until' then
        perform core.problem(
            422, 'quiet_without_end', 'Quiet hours end at another time than they begin.',
            'quiet.until'
        );
    end if;
    select p.timezone into v_from from core.person as p
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    for no key update;
    if not found then
        perform core.token_unknown();
    end if;
    v_before := core.change_image(v_person);
    update core.person as p
    set
        name = case when p_patch ? 'name' then p_patch ->> 'name' else p.name end,
        timezone = coalesce(p_patch ->> 'timezone', p.timezone),
        locale = coalesce(p_patch ->> 'locale', p.locale),
        default_time = coalesce((p_patch ->> 'default_time')::time, p.default_time),
        quiet_from = case
            when v_quiet is null then p.quiet_from else (v_quiet ->> 'from')::time
        end,
        quiet_until = case
            when v_quiet is null then p.quiet_until else (v_quiet ->> 'until')::time
        end,
        quiet_mode = case
            when v_quiet is null then p.quiet_mode
            when jsonb_typeof(v_quiet) = 'object'
                then coalesce(v_quiet ->> 'mode', p.quiet_mode, 'defer')
        end
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    returning p.* into v_person;
    if v_person.timezone <> v_from then
        perform core.floating_follow(v_person, v_from);
    end if;
    if p_patch ?| array['quiet', 'timezone'] then
        perform core.quiet_release(v_person, null, v_now);
    end if;
    return core.person_json(v_person)
        || core.change_add(v_person, 'timezone', null, null, v_before, v_now);
end;
$$;

ALTER FUNCTION api.me_update(p_token bytea, p_act_for text, p_patch jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION me_update(p_token bytea, p_act_for text, p_patch jsonb); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.me_update(p_token bytea, p_act_for text, p_patch jsonb) IS 'Changes name, timezone, locale, default_time or quiet (hours, or null for none; without a mode it stays, else it is defer); absent members stay. Floating reminders follow the zone: they are calculated again. What quiet hours held is judged anew by the next claim. Locks the person, then narrow rows, then deliveries.';

--
-- Name: metrics_get(); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.metrics_get() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return core.health_all();
end;
$$;

ALTER FUNCTION api.metrics_get() OWNER TO oye_owner;

--
-- Name: FUNCTION metrics_get(); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.metrics_get() IS 'The figures that the API exports for Prometheus: as ops.health. No person''s data.';

--
-- Name: occurrence_done(bytea, text, integer, timestamp with time zone); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.reminder_lock(v_person, p_reminder_id);
    v_due_at timestamptz := coalesce(
        p_due_at,
        (core.occurrence_waiting(v_person.bucket, v_person.person_id, p_reminder_id)).due_at
    );
    v_reminder core.reminder;
    v_before jsonb;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id;
    if v_due_at is null and v_hot.state = 'scheduled' and core.is_once(v_reminder) then
        v_due_at := v_hot.next_occurrence;
        v_before := core.change_image(v_person, p_reminder_id, v_due_at);
        perform core.reminder_pass(v_person, v_hot, 'done', v_now);
    else
        v_due_at := coalesce(v_due_at, core.told_last(v_person, p_reminder_id, v_now));
        if v_due_at is null then
            perform core.nothing_due(v_person, p_reminder_id);
        end if;
        v_before := core.change_image(v_person, p_reminder_id, v_due_at);
        perform core.occurrence_answer(v_person, p_reminder_id, v_due_at, 'done', null, v_now);
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || core.change_add(v_person, 'done', p_reminder_id, v_due_at, v_before, v_now);
end;
$$;

ALTER FUNCTION api.occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) IS 'Answers an occurrence with done: that of p_due_at, else the latest that waits for one. Twice is as once. A one-off that has not come due is done early; a series with nothing told is refused (409 nothing_due). Locks narrow row, reminder, occurrence, delivery.';

--
-- Name: occurrence_list(bytea, text, integer, text, timestamp with time zone, timestamp with time zone, integer, text, boolean); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer DEFAULT NULL::integer, p_outcome text DEFAULT NULL::text, p_since timestamp with time zone DEFAULT NULL::timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone, p_limit integer DEFAULT 50, p_cursor text DEFAULT NULL::text, p_failed boolean DEFAULT false) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_after text[] := core.cursor_read(p_cursor, 2);
    v_answer jsonb;
begin
    with page as (
        select o from core.occurrence as o
        where o.bucket = v_person.bucket and o.person_id = v_person.person_id
            and (p_reminder_id is null or o.reminder_id = p_reminder_id)
            and (p_outcome is null or o.outcome = p_outcome)
            and (not p_failed or core.occurrence_is_dead(o))
            and (p_since is null or o.due_at >= p_since)
            and (p_until is null or o.due_at < p_until)
            and (
                v_after is null
                or (o.due_at, o.reminder_id) < (v_after[1]::timestamptz, v_after[2]::integer)
            )
        order by o.due_at desc, o.reminder_id desc
        limit p_limit + 1
    ),

    numbered as (
        select
            p.o, row_number() over (order by (p.o).due_at desc, (p.o).reminder_id desc) as nth
        from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.occurrence_json(n.o) order by n.nth) filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(
                core.cursor_write(array[(n.o).due_at::text, (n.o).reminder_id::text]) order by n.nth
            )
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;

ALTER FUNCTION api.occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean) IS 'A page of history, newest first; p_failed: of the dead letters alone.';

--
-- Name: occurrence_retry(bytea, text, integer, timestamp with time zone); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_due_at timestamptz := p_due_at;
    v_occurrence core.occurrence;
    v_channels integer[];
    v_queued integer := 0;
begin
    perform core.reminder_lock(v_person, p_reminder_id);
    if v_due_at is null then
        select o.due_at into v_due_at from core.occurrence as o
        where o.bucket = v_person.bucket and o.person_id = v_person.person_id
            and o.reminder_id = p_reminder_id and core.occurrence_is_dead(o)
        order by o.due_at desc
        limit 1;
        v_due_at := coalesce(v_due_at, core.told_last(v_person, p_reminder_id, v_now));
        if v_due_at is null then
            perform core.nothing_due(v_person, p_reminder_id);
        end if;
    end if;
    v_occurrence := core.occurrence_hold(
        v_person.bucket, v_person.person_id, p_reminder_id, v_due_at
    );
    perform core.retry_check(v_person, p_reminder_id, v_due_at, v_occurrence);
    if core.occurrence_is_dead(v_occurrence) then
        v_channels := core.occurrence_usable(v_occurrence);
        if v_channels is null then
            perform core.reminder_not_found(p_reminder_id);
        end if;
        if v_channels = '{}' then
            perform core.problem(
                409, 'no_channel',
                'None of this reminder''s channels is usable, so it cannot be sent again. Enable one, '
                'or give the reminder other channels (where it is over, with a new time).'
            );
        end if;
        v_queued := core.occurrence_retry(v_occurrence, v_channels, v_now);
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || jsonb_build_object('queued', v_queued);
end;
$$;

ALTER FUNCTION api.occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) IS 'Sends a dead letter again: that of p_due_at, else the reminder''s latest; of a snooze that was lost, the snooze. One that is pending is on its way, and returned as it is (queued 0), so that doing so twice is harmless. What arrived, was passed over or is done is refused (409). No change that can be undone: what is sent is sent; done and delete stop it. Locks narrow row, reminder, occurrence, delivery.';

--
-- Name: occurrence_snooze(bytea, text, integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_occurrence core.occurrence;
    v_due_at timestamptz;
    v_before jsonb;
begin
    perform core.reminder_lock(v_person, p_reminder_id);
    v_due_at := coalesce(p_due_at, core.told_last(v_person, p_reminder_id, v_now));
    if v_due_at is null then
        perform core.nothing_due(v_person, p_reminder_id);
    end if;
    v_before := core.change_image(v_person, p_reminder_id, v_due_at);
    v_occurrence := core.occurrence_answer(
        v_person, p_reminder_id, v_due_at, 'snoozed', p_until, v_now
    );
    if v_occurrence.answer = 'done' then
        perform core.problem(
            409, 'already_done',
            format('Reminder %s was already done at %s.', p_reminder_id,
                to_char(v_occurrence.answered_at at time zone v_person.timezone, 'HH24:MI')),
            'reminder_id'
        );
    end if;
    return core.occurrence_show(v_person, p_reminder_id, v_due_at)
        || core.change_add(v_person, 'snooze', p_reminder_id, v_due_at, v_before, v_now);
end;
$$;

ALTER FUNCTION api.occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone) IS 'Tells an occurrence again at p_until: that of p_due_at, else the latest that was told. One that is done is refused (409 already_done). Locks narrow row, occurrence, delivery.';

--
-- Name: person_delete(bytea, text, uuid); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.person_delete(p_token bytea, p_act_for text, p_confirm uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    if p_confirm is distinct from v_person.person_id then
        perform core.problem(
            422, 'confirm_wrong',
            'To remove everything for good, send your own person_id (see me_get).', 'confirm'
        );
    end if;
    perform core.person_lock(v_person);
    return jsonb_build_object(
        'person_id', v_person.person_id,
        'at', core.now(),
        'removed', core.person_remove(v_person)
    );
end;
$$;

ALTER FUNCTION api.person_delete(p_token bytea, p_act_for text, p_confirm uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION person_delete(p_token bytea, p_act_for text, p_confirm uuid); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.person_delete(p_token bytea, p_act_for text, p_confirm uuid) IS 'Removes a person and every row of theirs, history in all months too, for good; p_confirm is their own id. The report of a send that is under way is answered with gone or stale. Returns what was removed. Locks person, narrow rows, reminders, occurrences, deliveries.';

--
-- Name: person_export(bytea, text, text, text[], integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.person_export(p_token bytea, p_act_for text, p_part text DEFAULT NULL::text, p_key text[] DEFAULT NULL::text[], p_limit integer DEFAULT 200) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
    v_answer jsonb;
begin
    if p_part is null then
        return core.export_account(v_person, core.now()) || jsonb_build_object(
            'parts', array[
                'reminders', 'finished', 'occurrences', 'changes', 'events', 'attempts',
                'attendees', 'spans'
            ]
        );
    end if;
    with page as (
        select x.key, x.item, row_number() over () as nth
        from core.export_page(v_person, p_part, p_key, p_limit) as x
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(p.item order by p.nth), '[]'),
        'key', case
            when count(*) = p_limit then (jsonb_agg(p.key order by p.nth desc)) -> 0
        end
    )
    into v_answer
    from page as p;
    return v_answer;
end;
$$;

ALTER FUNCTION api.person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer) IS 'Everything that is stored of a person, without secrets, in bounded pieces: without p_part who they are, and which parts there are; with one, its rows after p_key, and the key to go on from (null at its end).';

--
-- Name: ready_get(); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.ready_get() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return core.health();
end;
$$;

ALTER FUNCTION api.ready_get() OWNER TO oye_owner;

--
-- Name: FUNCTION ready_get(); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.ready_get() IS 'Whether work is being done: what is due, how old the oldest is, what waits for worker-calc, and when each worker last asked. No person''s data.';

--
-- Name: reminder_create(bytea, text, text, timestamp without time zone, text, text[], text, text, text[], integer[], text, integer, text, timestamp with time zone, timestamp with time zone[], boolean, text, bytea, jsonb, boolean, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text DEFAULT NULL::text, p_recurrence text[] DEFAULT '{}'::text[], p_after_done text DEFAULT NULL::text, p_said text DEFAULT NULL::text, p_tags text[] DEFAULT '{}'::text[], p_channels integer[] DEFAULT NULL::integer[], p_catch_up text DEFAULT 'latest'::text, p_grace_seconds integer DEFAULT 900, p_zone text DEFAULT NULL::text, p_next_occurrence timestamp with time zone DEFAULT NULL::timestamp with time zone, p_upcoming timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[], p_ended boolean DEFAULT false, p_idempotency_key text DEFAULT NULL::text, p_request_sha256 bytea DEFAULT NULL::bytea, p_nag jsonb DEFAULT NULL::jsonb, p_urgent boolean DEFAULT false, p_source text DEFAULT NULL::text, p_reference text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_answer jsonb := core.idempotency_begin(
        v_person, 'reminder_create', p_idempotency_key, p_request_sha256, v_now
    );
    v_id integer;
    v_nag record;
begin
    if v_answer is not null then
        return v_answer;
    end if;
    v_nag := core.nag_read(p_nag);
    -- The person's own was checked when it was set; a look at the catalogue costs 10 ms.
    if p_timezone <> v_person.timezone then
        perform core.timezone_check(p_timezone, 'when.timezone');
    end if;
    -- Holds the person: a zone change waits for this reminder, or this waits for it.
    update core.person as p set reminder_last = p.reminder_last + 1
    where p.bucket = v_person.bucket and p.person_id = v_person.person_id
    returning p.* into v_person;
    if not found then
        perform core.token_unknown();
    end if;
    v_id := v_person.reminder_last;
    perform core.channels_check(v_person, p_channels);
    insert into core.reminder (
        bucket, person_id, reminder_id, text, said, starts_at, timezone, recurrence, after_done, tags,
        channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source, reference,
        updated_at, created_at
    )
    values (
        v_person.bucket, v_person.person_id, v_id, p_text, p_said, p_starts_at, p_timezone,
        coalesce(p_recurrence, '{}'), p_after_done, coalesce(p_tags, '{}'), p_channels, p_catch_up,
        make_interval(secs => p_grace_seconds), v_nag.o_every, v_nag.o_times, v_nag.o_for,
        coalesce(p_urgent, false), p_source, p_reference, v_now, v_now
    );
    insert into core.reminder_next (
        bucket, person_id, reminder_id, revision, state, accounted_until
    )
    values (
        v_person.bucket, v_person.person_id, v_id, 1, 'compute',
        core.accounted_at(p_next_occurrence, v_now)
    );
    perform core.span_begin(v_person.bucket, array[v_person.person_id], array[v_id], v_now);
    perform core.reminder_next_offer(
        v_person, v_id, 1, p_zone, p_next_occurrence, p_upcoming, p_ended
    );
    v_answer := core.reminder_json(v_person, v_id)
        || core.change_add(v_person, 'create', v_id, null, '{}', v_now);
    perform core.idempotency_end(v_person, 'reminder_create', p_idempotency_key, v_answer);
    return v_answer;
end;
$$;

ALTER FUNCTION api.reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text) IS 'Adds a reminder and returns it. A writer that has calculated gives p_zone, p_next_occurrence, p_upcoming and p_ended; without p_zone, or where the zone has changed meanwhile, worker-calc does it. p_nag is the contract''s Nag, null for none. Locks the person.';

--
-- Name: reminder_delete(bytea, text, integer, integer, uuid); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer DEFAULT NULL::integer, p_delivery_id uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_before jsonb := core.change_image(v_person, p_reminder_id);
begin
    if not v_before ? 'next'
        and coalesce(v_before #>> '{finished,why}', 'deleted') = 'deleted' then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    perform core.revision_check(
        p_if_match,
        coalesce(v_before #>> '{next,revision}', v_before #>> '{finished,revision}')::integer
    );
    perform core.reminder_remove(v_person, p_reminder_id, v_now);
    perform core.card_refresh(
        v_person.bucket, v_person.person_id, p_reminder_id, null, p_delivery_id, v_now
    );
    perform core.change_add(v_person, 'delete', p_reminder_id, null, v_before, v_now);
end;
$$;

ALTER FUNCTION api.reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid) IS 'Removes a reminder and cancels what is not yet being sent of it. Its history stays. Its last messages are edited to show it, but for that of p_delivery_id, whose button said so. Locks narrow row, reminder, occurrence, delivery.';

--
-- Name: reminder_get(bytea, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_reminder jsonb := core.reminder_json(
        core.actor(p_token, p_act_for, 'read'), p_reminder_id
    );
begin
    if v_reminder is null then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    return v_reminder;
end;
$$;

ALTER FUNCTION api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_get(p_token bytea, p_act_for text, p_reminder_id integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer) IS 'One reminder, active or finished within the last 30 days.';

--
-- Name: reminder_join(bytea, text, integer, text, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person;
    v_reminder jsonb;
    v_count integer;
begin
    perform core.token_check(p_token, 'act_for');
    perform core.act_for_check(p_act_for);
    v_person := core.actor(p_token, p_act_for, 'act_for');
    perform core.reminder_lock(v_person, p_reminder_id);
    v_reminder := core.reminder_json(v_person, p_reminder_id);
    -- Who is not in the chat has no business with it, and is not told that it is there.
    if v_reminder is null or not exists (
        select from core.channel as c
        where c.bucket = v_person.bucket and c.person_id = v_person.person_id
            and c.address = p_address
            and c.channel_id = any(
                (
                    core.channels_named(
                        v_person.bucket, v_person.person_id,
                        core.jsonb_integers(v_reminder -> 'channels')
                    )
                ).named
            )
    ) then
        perform core.reminder_not_found(p_reminder_id);
    end if;
    delete from core.attendee as a
    where a.bucket = v_person.bucket and a.person_id = v_person.person_id
        and a.reminder_id = p_reminder_id and a.user_id = p_user_id;
    if not found then
        select count(*) into v_count from core.attendee as a
        where a.bucket = v_person.bucket and a.person_id = v_person.person_id
            and a.reminder_id = p_reminder_id;
        if v_count >= 50 then
            perform core.problem(
                409, 'attendees_full', 'Fifty are in already; no more can join.', 'user_id'
            );
        end if;
        insert into core.attendee (bucket, person_id, reminder_id, user_id, name, joined_at)
        values (
            v_person.bucket, v_person.person_id, p_reminder_id, p_user_id, p_name, core.now()
        )
        on conflict do nothing;
    end if;
    return core.reminder_json(v_person, p_reminder_id);
end;
$$;

ALTER FUNCTION api.reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text) IS 'A user of Telegram pressed [I''m in] in a chat that the reminder goes to: joins, or leaves where they had joined. At most 50 (409). 404 where the reminder does not go to that chat. Acts for the author; service tokens only. Locks the narrow row.';

--
-- Name: reminder_list(bytea, text, text, text, text, integer, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_list(p_token bytea, p_act_for text, p_q text DEFAULT NULL::text, p_tag text DEFAULT NULL::text, p_state text DEFAULT NULL::text, p_limit integer DEFAULT 50, p_cursor text DEFAULT NULL::text, p_source text DEFAULT NULL::text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
    v_after text[] := core.cursor_read(p_cursor, 2);
    v_answer jsonb;
begin
    with mine as (
        select
            r.reminder_id, r.text, r.tags, r.source,
            -- What waits for an answer comes first, then by time; what has none comes last.
            coalesce(
                case when n.state = 'scheduled' then n.next_occurrence end, 'infinity'
            ) as at,
            n.state
        from core.reminder as r
        inner join core.reminder_next as n
            on n.bucket = r.bucket and n.person_id = r.person_id and n.reminder_id = r.reminder_id
        where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        union all
        select
            f.reminder_id, f.text, f.tags, f.source, '-infinity',
            case when f.waiting then 'waiting' else 'finished' end
        from core.reminder_finished as f
        where f.bucket = v_person.bucket and f.person_id = v_person.person_id
            and f.why <> 'deleted'
            and (f.waiting or p_state = 'finished')
    ),

    page as (
        select m.reminder_id, m.at from mine as m
        where (p_q is null or strpos(lower(m.text), lower(p_q)) > 0)
            and (p_tag is null or p_tag = any(m.tags))
            and (p_source is null or m.source = p_source)
            and (case when p_state is null then m.state <> 'finished' else m.state = p_state end)
            and (
                v_after is null
                or (m.at, m.reminder_id) > (v_after[1]::timestamptz, v_after[2]::integer)
            )
        order by m.at, m.reminder_id
        limit p_limit + 1
    ),

    numbered as (
        select p.*, row_number() over (order by p.at, p.reminder_id) as nth from page as p
    )

    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(core.reminder_json(v_person, n.reminder_id) order by n.nth)
            filter (where n.nth <= p_limit), '[]'
        ),
        'next_cursor', case when count(*) > p_limit then (
            array_agg(core.cursor_write(array[n.at::text, n.reminder_id::text]) order by n.nth)
        )[p_limit] end
    )
    into v_answer
    from numbered as n;
    return v_answer;
end;
$$;

ALTER FUNCTION api.reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text) IS 'A page of active reminders and those that wait for an answer, these first, then by next occurrence; p_state finished shows the finished. p_q: part of the text in any case; p_tag: one of its tags; p_source: where it was said.';

--
-- Name: reminder_pause(bytea, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_before jsonb;
begin
    perform core.active_lock(v_person, p_reminder_id);
    perform core.span_end(
        v_person.bucket, array[v_person.person_id], array[p_reminder_id], array['paused'], v_now
    );
    v_before := core.change_image(v_person, p_reminder_id);
    -- The instants stay, for a resume before they pass.
    update core.reminder_next as n
    set state = 'paused', state_reason = null
    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
        and n.reminder_id = p_reminder_id;
    perform core.reminder_cancel(v_person, p_reminder_id, 'paused', v_now);
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'pause', p_reminder_id, null, v_before, v_now);
end;
$$;

ALTER FUNCTION api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer) IS 'Holds a reminder and cancels what is not yet being sent of it. Twice is as once. Locks narrow row, occurrence, delivery.';

--
-- Name: reminder_resume(bytea, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.active_lock(v_person, p_reminder_id);
    v_before jsonb := core.change_image(v_person, p_reminder_id);
begin
    if v_hot.state = 'paused' then
        perform core.reminder_resume(v_hot, v_now);
    end if;
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'resume', p_reminder_id, null, v_before, v_now);
end;
$$;

ALTER FUNCTION api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer) IS 'Ends a pause; one that is not paused is returned as it is. Locks the narrow row.';

--
-- Name: reminder_skip(bytea, text, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_hot core.reminder_next := core.active_lock(v_person, p_reminder_id);
    v_before jsonb := core.change_image(v_person, p_reminder_id, v_hot.next_occurrence);
begin
    if v_hot.state <> 'scheduled' then
        perform core.problem(
            409, 'nothing_scheduled',
            format('Reminder %s has no next occurrence to pass over: it is %s.',
                p_reminder_id, case v_hot.state when 'compute' then 'being calculated' else v_hot.state end),
            'reminder_id'
        );
    end if;
    perform core.reminder_pass(v_person, v_hot, 'none', v_now);
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(
            v_person, 'skip', p_reminder_id, v_hot.next_occurrence, v_before, v_now
        );
end;
$$;

ALTER FUNCTION api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer) IS 'Passes over the next occurrence only: it is recorded as skipped. A one-off is thereby finished. Locks narrow row, reminder, occurrence.';

--
-- Name: reminder_update(bytea, text, integer, jsonb, text, timestamp with time zone, timestamp with time zone[], boolean, integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text DEFAULT NULL::text, p_next_occurrence timestamp with time zone DEFAULT NULL::timestamp with time zone, p_upcoming timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[], p_ended boolean DEFAULT false, p_if_match integer DEFAULT NULL::integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'write');
    v_now timestamptz := core.now();
    v_schedule jsonb := p_patch -> 'schedule';
    v_hot core.reminder_next;
    v_before jsonb;
    v_reminder core.reminder;
    v_old core.reminder;
    v_nag record;
begin
    if v_schedule ->> 'timezone' <> v_person.timezone then
        perform core.timezone_check(v_schedule ->> 'timezone', 'when.timezone');
    end if;
    if v_schedule is not null then
        -- A reminder that starts or stops to float would slip through a zone change under way.
        select p.* into v_person from core.person as p
        where p.bucket = v_person.bucket and p.person_id = v_person.person_id
        for share;
    end if;
    v_before := core.change_image(v_person, p_reminder_id);
    v_hot := core.reminder_lock(v_person, p_reminder_id);
    if v_hot.reminder_id is null and v_schedule is null then
        perform core.waiting_edit(v_person, p_reminder_id, p_patch, p_if_match, v_now);
        return core.reminder_json(v_person, p_reminder_id)
            || core.change_add(v_person, 'edit', p_reminder_id, null, v_before, v_now);
    end if;
    if v_hot.reminder_id is null then
        perform core.reminder_reinstate(v_person, p_reminder_id, v_now);
        v_hot := core.reminder_lock(v_person, p_reminder_id);
        -- It is told at its new time; until then it is left in peace.
        perform core.delivery_cancel(
            v_person.bucket, v_person.person_id, p_reminder_id, null, 'new_time', v_now,
            p_kind => 'nag'
        );
    end if;
    perform core.revision_check(p_if_match, v_hot.revision);
    perform core.channels_check(v_person, core.jsonb_integers(p_patch -> 'channels'));
    select r.* into v_old from core.reminder as r
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id;
    v_nag := core.nag_read(p_patch -> 'nag', v_old.nag_times, v_old.nag_for);
    update core.reminder as r
    set
        revision = r.revision + 1,
        text = coalesce(p_patch ->> 'text', r.text),
        said = case when p_patch ? 'said' then p_patch ->> 'said' else r.said end,
        tags = coalesce(core.jsonb_texts(p_patch -> 'tags'), r.tags),
        channels = case
            when p_patch ? 'channels' then core.jsonb_integers(p_patch -> 'channels') else r.channels
        end,
        catch_up = coalesce(p_patch ->> 'catch_up', r.catch_up),
        grace = coalesce(make_interval(secs => (p_patch ->> 'grace_seconds')::integer), r.grace),
        nag_every = case when p_patch ? 'nag' then v_nag.o_every else r.nag_every end,
        nag_times = case when p_patch ? 'nag' then v_nag.o_times else r.nag_times end,
        nag_for = case when p_patch ? 'nag' then v_nag.o_for else r.nag_for end,
        urgent = coalesce((p_patch ->> 'urgent')::boolean, r.urgent),
        source = case when p_patch ? 'source' then p_patch ->> 'source' else r.source end,
        reference = case
            when p_patch ? 'reference' then p_patch ->> 'reference' else r.reference
        end,
        starts_at = coalesce((v_schedule ->> 'starts_at')::timestamp, r.starts_at),
        timezone = case when v_schedule is null then r.timezone else v_schedule ->> 'timezone' end,
        recurrence = case
            when v_schedule is null then r.recurrence
            else coalesce(core.jsonb_texts(v_schedule -> 'recurrence'), '{}')
        end,
        after_done = case when v_schedule is null then r.after_done else v_schedule ->> 'after_done' end,
        updated_at = v_now
    where r.bucket = v_person.bucket and r.person_id = v_person.person_id
        and r.reminder_id = p_reminder_id
    returning r.* into v_reminder;
    update core.reminder_next as n
    set revision = v_reminder.revision
    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
        and n.reminder_id = p_reminder_id;
    perform core.edit_reach(
        v_person, p_reminder_id, p_patch, v_nag.o_every, v_nag.o_times, v_nag.o_for, v_now
    );
    if v_schedule is not null then
        perform core.schedule_restart(
            v_person, p_reminder_id, core.accounted_at(p_next_occurrence, v_now)
        );
        perform core.reminder_next_offer(
            v_person, p_reminder_id, v_reminder.revision, p_zone, p_next_occurrence, p_upcoming,
            p_ended
        );
    end if;
    return core.reminder_json(v_person, p_reminder_id)
        || core.change_add(v_person, 'edit', p_reminder_id, null, v_before, v_now);
end;
$$;

ALTER FUNCTION api.reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer) IS 'Changes a reminder: the members that p_patch has (text, said, tags, channels, catch_up, grace_seconds, nag, urgent, source, reference, schedule). A schedule replaces the old one whole, counts from now, and does not touch occurrences that are there; a text reaches deliveries that are not yet being sent, nag and urgent what waits for its answer. A finished reminder comes back with a new schedule, under its number, and no longer nags of the old one; while it waits for its answer its words, tags, nag and urgent can be changed. Locks the person (for a new schedule), narrow row, reminder, occurrence, delivery.';

--
-- Name: schedule_context(bytea, text, text, text, bytea); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.schedule_context(p_token bytea, p_act_for text, p_scope text DEFAULT 'read'::text, p_idempotency_key text DEFAULT NULL::text, p_request_sha256 bytea DEFAULT NULL::bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, coalesce(p_scope, 'read'));
    v_now timestamptz := core.now();
    v_answer jsonb;
begin
    select k.response into v_answer from core.idempotency_key as k
    where k.bucket = v_person.bucket and k.person_id = v_person.person_id
        and k.operation = 'reminder_create' and k.idempotency_key = p_idempotency_key
        and k.request_sha256 = p_request_sha256 and k.created_at >= v_now - interval '24 hours';
    return jsonb_build_object(
        'timezone', v_person.timezone,
        'locale', v_person.locale,
        'default_time', to_char(v_person.default_time, 'HH24:MI'),
        'now', v_now,
        'answer', v_answer
    );
end;
$$;

ALTER FUNCTION api.schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea) OWNER TO oye_owner;

--
-- Name: FUNCTION schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea) IS 'What reading a time in words needs to know of the person: zone, locale, default time, and now. p_scope is that of the operation which reads. answer is what reminder_create gave to this key and body before, else null: a repeated request is answered even where the time that it names has passed since.';

--
-- Name: timezone_preview(bytea, text, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.timezone_preview(p_token bytea, p_act_for text, p_timezone text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'read');
begin
    perform core.timezone_check(p_timezone, 'timezone');
    return jsonb_build_object(
        'timezone', v_person.timezone,
        'now', core.now(),
        'items', coalesce(
            (
                select
                    jsonb_agg(
                        core.reminder_json(v_person, f.reminder_id) || jsonb_build_object(
                            'accounted_until',
                            (f.accounted_until at time zone v_person.timezone)
                            at time zone p_timezone
                        )
                        order by f.next_occurrence, f.reminder_id
                    )
                from (
                    select n.reminder_id, n.next_occurrence, n.accounted_until
                    from core.reminder_next as n
                    inner join core.reminder as r
                        on r.bucket = n.bucket and r.person_id = n.person_id
                        and r.reminder_id = n.reminder_id
                    where n.bucket = v_person.bucket and n.person_id = v_person.person_id
                        and r.timezone is null and r.after_done is null and n.state = 'scheduled'
                    order by n.next_occurrence, n.reminder_id
                    limit 200
                ) as f
            ),
            '[]'
        )
    );
end;
$$;

ALTER FUNCTION api.timezone_preview(p_token bytea, p_act_for text, p_timezone text) OWNER TO oye_owner;

--
-- Name: FUNCTION timezone_preview(p_token bytea, p_act_for text, p_timezone text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.timezone_preview(p_token bytea, p_act_for text, p_timezone text) IS 'The floating reminders that a move to p_timezone would recalculate, the next 200 of them, each with the moment after which it would be (accounted_until, the same wall time there). Changes nothing.';

--
-- Name: token_create(bytea, text, text, text[], integer); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[] DEFAULT ARRAY['read'::text, 'write'::text], p_expires_in_days integer DEFAULT NULL::integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    if 'act_for' = any(p_scopes) then
        perform core.problem(
            422, 'scope_not_given', 'A token with act_for is made by the operator only.', 'scopes'
        );
    end if;
    if p_act_for is null and exists (
        select from core.token as t
        where t.sha256 = p_token and not p_scopes <@ t.scopes
    ) then
        perform core.problem(
            422, 'scope_not_given', 'A token gives on only scopes that it has itself.', 'scopes'
        );
    end if;
    return core.token_add(
        v_person.person_id, p_label, p_scopes, core.now() + make_interval(days => p_expires_in_days)
    );
end;
$$;

ALTER FUNCTION api.token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer) OWNER TO oye_owner;

--
-- Name: FUNCTION token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer) IS 'Makes a token of the person''s, with at most the scopes of the one that asks, and returns its secret, the only time it is seen.';

--
-- Name: token_delete(bytea, text, uuid); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.token_delete(p_token bytea, p_act_for text, p_token_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    delete from core.token as t
    where t.token_id = p_token_id and t.bucket = v_person.bucket
        and t.person_id = v_person.person_id;
    if not found then
        perform core.problem(404, 'token_not_found', 'There is no such token.', 'token_id');
    end if;
end;
$$;

ALTER FUNCTION api.token_delete(p_token bytea, p_act_for text, p_token_id uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION token_delete(p_token bytea, p_act_for text, p_token_id uuid); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.token_delete(p_token bytea, p_act_for text, p_token_id uuid) IS 'Revokes a token of the person''s, at once.';

--
-- Name: token_list(bytea, text); Type: FUNCTION; Schema: api; Owner: oye_owner
--

CREATE FUNCTION api.token_list(p_token bytea, p_act_for text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person := core.actor(p_token, p_act_for, 'account');
begin
    return jsonb_build_object(
        'items', coalesce(
            (
                select
                    jsonb_agg(
                        core.token_json(t)
                        || jsonb_build_object('current', t.sha256 = p_token)
                        order by t.created_at, t.token_id
                    )
                from core.token as t
                where t.bucket = v_person.bucket and t.person_id = v_person.person_id
            ),
            '[]'
        )
    );
end;
$$;

ALTER FUNCTION api.token_list(p_token bytea, p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION token_list(p_token bytea, p_act_for text); Type: COMMENT; Schema: api; Owner: oye_owner
--

COMMENT ON FUNCTION api.token_list(p_token bytea, p_act_for text) IS 'The person''s tokens; their secrets are not known here.';

--
-- Name: alarm_claim(); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.alarm_claim() RETURNS TABLE(alarm_id bigint, worker_kind text, what text, silent_seconds double precision)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query select c.* from core.alarm_claim('calc') as c;
end;
$$;

ALTER FUNCTION calc.alarm_claim() OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_claim(); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.alarm_claim() IS 'To be called once a minute: says that this kind of worker is there, and looks whether the other one is. What the operator is to be told now: that worker_kind has asked for no work for silent_seconds, five minutes or more (what: silent; null seconds: it never ran), or that it works again (back). Each is given to one worker, and to another where alarm_settle is not called within a minute (later: up to fifteen).';

--
-- Name: alarm_settle(bigint, text); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.alarm_settle(p_alarm_id bigint, p_what text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.alarm_settle(p_alarm_id, p_what);
end;
$$;

ALTER FUNCTION calc.alarm_settle(p_alarm_id bigint, p_what text) OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.alarm_settle(p_alarm_id bigint, p_what text) IS 'The operator was told what alarm_claim said: it is not told again.';

--
-- Name: audit_list(timestamp with time zone, timestamp with time zone, smallint, uuid, uuid, integer, integer); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid DEFAULT NULL::uuid, p_after_person uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid, p_after_reminder integer DEFAULT 0, p_limit integer DEFAULT 500) RETURNS TABLE(person_id uuid, reminder_id integer, found jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    select a.person_id, a.reminder_id, a.found
    from core.audit_read(
        p_bucket, p_person, p_since, p_until, p_after_person, p_after_reminder,
        least(greatest(p_limit, 1), 1000)
    ) as a;
end;
$$;

ALTER FUNCTION calc.audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer) IS 'What the engine''s side of an audit compares, a page of a bucket at a time (500 reminders; 1,000 at the most): found has the spans of a reminder, where it stands, and its history from p_since until p_until, as of one snapshot. Ask calc.audit_window for the period first. Locks nothing.';

--
-- Name: audit_window(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.audit_window(p_since timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(since timestamp with time zone, until timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select w.o_since, w.o_until from core.audit_window(p_since, p_until) as w;
end;
$$;

ALTER FUNCTION calc.audit_window(p_since timestamp with time zone, p_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_window(p_since timestamp with time zone, p_until timestamp with time zone); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.audit_window(p_since timestamp with time zone, p_until timestamp with time zone) IS 'The part of a period that can be audited: from where history is whole until now.';

--
-- Name: reminder_claim(text, integer, smallint[]); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.reminder_claim(p_worker text, p_limit integer, p_buckets smallint[] DEFAULT NULL::smallint[]) RETURNS TABLE(person_id uuid, reminder_id integer, revision integer, zone text, starts_at timestamp without time zone, timezone text, recurrence text[], after_done text, catch_up text, grace interval, accounted_until timestamp with time zone, counts_from timestamp with time zone, claimed_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_bucket smallint;
    v_own boolean;
    v_own_taken boolean := false;
    v_persons uuid[];
    v_reminders integer[];
    v_left integer := least(greatest(p_limit, 1), 1000);
begin
    for v_bucket, v_own in
        select b.bucket, b.own
        from (
            select k.bucket, true as own from unnest(core.buckets(p_buckets)) as k (bucket)
            union all
            select k.bucket, false from unnest(core.buckets_rest(p_buckets)) as k (bucket)
        ) as b
        cross join lateral (
            select n.accounted_until from core.reminder_next as n
            where n.bucket = b.bucket and n.state = 'compute'
            order by n.accounted_until
            limit 1
        ) as oldest
        order by b.own desc, oldest.accounted_until
    loop
        -- The others', whose worker may be missing, only where its own have nothing.
        exit when v_left <= 0 or v_own_taken and not v_own;
        -- Locked here, read in the next statement, as in core.reminder_claim_due.
        with to_compute as materialized (
            select n.person_id, n.reminder_id from core.reminder_next as n
            where n.bucket = v_bucket and n.state = 'compute'
            order by n.accounted_until
            limit v_left
            for update skip locked
        )
        select array_agg(c.person_id), array_agg(c.reminder_id)
        into v_persons, v_reminders
        from to_compute as c;
        continue when v_persons is null;
        v_left := v_left - cardinality(v_persons);
        v_own_taken := v_own_taken or v_own;
        return query
        select
            n.person_id, n.reminder_id, n.revision, core.zone_of(p, r.timezone), r.starts_at,
            r.timezone, r.recurrence, r.after_done, r.catch_up,
            core.grace_of(p, r.grace, r.urgent, v_now), n.accounted_until, n.counts_from, v_now
        from unnest(v_persons, v_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = v_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        inner join core.reminder as r
            on r.bucket = v_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
        inner join core.person as p on p.bucket = v_bucket and p.person_id = k.person_id;
    end loop;
    perform core.worker_seen('calc', p_worker, v_now);
end;
$$;

ALTER FUNCTION calc.reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]) IS 'At most p_limit reminders (1,000 at the most) whose next_occurrence is to be calculated, locked until the transaction ends; what others hold is passed over. p_buckets come first: only where they have none, the others follow. Compute and settle in the same transaction, and keep it short (200 ms): an edit of one of these waits for it. claimed_at is the database''s now; grace reaches to the beginning of quiet hours that it reaches into.';

--
-- Name: reminder_settle(uuid[], integer[], integer[], text[], timestamp with time zone[], jsonb, jsonb, boolean[], text[]); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]) RETURNS TABLE(person_id uuid, reminder_id integer, verdict text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_row record;
begin
    for v_row in
        select
            k.*,
            core.jsonb_texts(p_upcoming -> (k.nth::integer - 1)) as upcoming,
            core.jsonb_texts(p_missed -> (k.nth::integer - 1)) as missed
        from unnest(p_persons, p_reminders, p_revisions, p_zones, p_nexts, p_ended, p_invalid)
            with ordinality as k (
                person_id, reminder_id, revision, zone, next_occurrence, ended, invalid, nth
            )
        order by k.person_id, k.reminder_id
    loop
        person_id := v_row.person_id;
        reminder_id := v_row.reminder_id;
        begin
            verdict := core.calculation_settle(
                v_row.person_id, v_row.reminder_id, v_row.revision, v_row.zone,
                v_row.next_occurrence, v_row.upcoming::timestamptz[],
                v_row.missed::timestamptz[], v_row.ended, v_row.invalid, v_now
            );
        exception
            when transaction_rollback or insufficient_resources or operator_intervention
                or system_error or lock_not_available then
                raise;
            when others then
                verdict := core.calculation_settle(
                    v_row.person_id, v_row.reminder_id, v_row.revision, v_row.zone, null, '{}', '{}',
                    false, 'engine_error: ' || sqlerrm, v_now
                );
        end;
        return next;
    end loop;
end;
$$;

ALTER FUNCTION calc.reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]) IS 'Stores calculations: parallel arrays, with upcoming and missed as an array of arrays of RFC 3339 instants (at most 1,000 missed each). Says for each reminder: scheduled; more (missed ones were recorded, it is to be calculated again); ended (it left the active ones); invalid (with its reason); stale (edited, moved or calculated meanwhile: nothing changed); gone. A row that raises becomes invalid and never stops the others.';

--
-- Name: tzdata_settle(text, text[], text[]); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.tzdata_settle(p_version text, p_zones text[], p_digests text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.zone_digest as d (zone, digest, version)
    select k.zone, k.digest, p_version
    from unnest(p_zones, p_digests) as k (zone, digest)
    order by k.zone
    on conflict (zone) do update set digest = excluded.digest, version = excluded.version
    where d.digest <> excluded.digest;
    insert into core.tzdata (version, checked_at)
    values (p_version, core.now())
    on conflict (only_row) do update
    set version = excluded.version, checked_at = excluded.checked_at;
end;
$$;

ALTER FUNCTION calc.tzdata_settle(p_version text, p_zones text[], p_digests text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION tzdata_settle(p_version text, p_zones text[], p_digests text[]); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.tzdata_settle(p_version text, p_zones text[], p_digests text[]) IS 'Records the release of the time zone database and the digests of the zones in use, after calc.zone_settle has been called for those that changed. A crash in between only repeats that.';

--
-- Name: zone_list(text); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.zone_list(p_version text) RETURNS TABLE(zone text, digest text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    if exists (select from core.tzdata as t where t.version >= p_version) then
        return;
    end if;
    -- Reads every reminder: once for each release of the time zone database, a few a year.
    return query
    select u.zone, d.digest
    from (
        select p.timezone as zone from core.person as p
        union
        select r.timezone from core.reminder as r
        where r.timezone is not null
    ) as u
    left join core.zone_digest as d on d.zone = u.zone
    order by u.zone;
end;
$$;

ALTER FUNCTION calc.zone_list(p_version text) OWNER TO oye_owner;

--
-- Name: FUNCTION zone_list(p_version text); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.zone_list(p_version text) IS 'The zones in use with the digests of their rules as last known (null: never). Empty where p_version (2026b) is the release that was checked last, or an older one: a worker that was left behind takes nothing back.';

--
-- Name: zone_settle(text[], smallint); Type: FUNCTION; Schema: calc; Owner: oye_owner
--

CREATE FUNCTION calc.zone_settle(p_zones text[], p_bucket smallint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    with moved as materialized (
        select n.person_id, n.reminder_id
        from core.reminder_next as n
        inner join core.reminder as r
            on r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id
        inner join core.person as p on p.bucket = n.bucket and p.person_id = n.person_id
        where n.bucket = p_bucket and n.state = 'scheduled'
            and core.zone_of(p, r.timezone) = any(p_zones)
        order by n.person_id, n.reminder_id
        for update of n
    )

    update core.reminder_next as n
    set state = 'compute', next_occurrence = null, upcoming = '{}', ended = false
    from moved as m
    where n.bucket = p_bucket and n.person_id = m.person_id and n.reminder_id = m.reminder_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.wake('oye_calc');
    end if;
    return v_count;
end;
$$;

ALTER FUNCTION calc.zone_settle(p_zones text[], p_bucket smallint) OWNER TO oye_owner;

--
-- Name: FUNCTION zone_settle(p_zones text[], p_bucket smallint); Type: COMMENT; Schema: calc; Owner: oye_owner
--

COMMENT ON FUNCTION calc.zone_settle(p_zones text[], p_bucket smallint) IS 'Has the scheduled reminders of one bucket whose zone is among p_zones calculated again, after what is accounted for; returns how many. Twice is as once. Locks narrow rows, ascending.';

--
-- Name: accounted_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.accounted_at(p_next timestamp with time zone, p_now timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((p_next >= (p_now - '00:01:00'::interval)) AND (p_next <= p_now)) THEN (p_next - '00:00:00.000001'::interval)
             ELSE p_now
         END AS p_now;
END;

ALTER FUNCTION core.accounted_at(p_next timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION accounted_at(p_next timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.accounted_at(p_next timestamp with time zone, p_now timestamp with time zone) IS 'Until when a schedule that is given now is accounted for: now, or just before its first instant where that passed while the request was on its way ("in 1 second"); it then fires at once.';

--
-- Name: act_for_check(text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.act_for_check(p_act_for text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    if p_act_for is null or p_act_for !~ '^telegram:[0-9]{1,20}$' then
        perform core.problem(
            400, 'act_for_wrong', 'Send X-Act-For: telegram:<user id>.', 'X-Act-For'
        );
    end if;
end;
$_$;

ALTER FUNCTION core.act_for_check(p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION act_for_check(p_act_for text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.act_for_check(p_act_for text) IS 'Refuses (400) what names no user of a known system.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: person; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.person (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    name text,
    timezone text NOT NULL,
    locale text NOT NULL,
    reminder_last integer DEFAULT 0 NOT NULL,
    channel_last integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    default_time time without time zone DEFAULT '09:00:00'::time without time zone NOT NULL,
    quiet_from time without time zone,
    quiet_until time without time zone,
    quiet_mode text,
    CONSTRAINT person_bucket_is_its_share CHECK ((bucket = (get_byte(uuid_send(person_id), 15) & 63))),
    CONSTRAINT person_name_is_short CHECK ((length(name) <= 100)),
    CONSTRAINT person_quiet_hours_are_whole CHECK ((num_nulls(quiet_from, quiet_until, quiet_mode) = ANY (ARRAY[0, 3]))),
    CONSTRAINT person_quiet_hours_end CHECK ((quiet_from <> quiet_until)),
    CONSTRAINT person_quiet_mode_is_known CHECK ((quiet_mode = ANY (ARRAY['defer'::text, 'silent'::text])))
);

ALTER TABLE core.person OWNER TO oye_owner;

--
-- Name: TABLE person; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.person IS 'Whom reminders are for. The first in the lock order.';

--
-- Name: COLUMN person.bucket; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.bucket IS 'The person''s share of the work, 0 to 63: the low six bits of the last byte of person_id. Leads every key of a person''s rows.';

--
-- Name: COLUMN person.timezone; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.timezone IS 'IANA zone that floating schedules follow.';

--
-- Name: COLUMN person.reminder_last; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.reminder_last IS 'The last reminder number given out. Never reused.';

--
-- Name: COLUMN person.default_time; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.default_time IS 'The time for a day that was named without one.';

--
-- Name: COLUMN person.quiet_from; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.quiet_from IS 'Quiet hours are from here until quiet_until, on the person''s clock; they may cross midnight.';

--
-- Name: COLUMN person.quiet_mode; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.person.quiet_mode IS 'defer: what is not urgent comes at their end. silent: it comes without a sound.';

--
-- Name: reminder_next; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.reminder_next (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    revision integer NOT NULL,
    state text NOT NULL,
    next_occurrence timestamp with time zone,
    upcoming timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    accounted_until timestamp with time zone NOT NULL,
    counts_from timestamp with time zone,
    missed_before integer DEFAULT 0 NOT NULL,
    state_reason text,
    CONSTRAINT reminder_next_invalid_says_why CHECK (((state = 'invalid'::text) = (state_reason IS NOT NULL))),
    CONSTRAINT reminder_next_scheduled_has_an_instant CHECK (((state <> 'scheduled'::text) OR (next_occurrence IS NOT NULL))),
    CONSTRAINT reminder_next_state_is_known CHECK ((state = ANY (ARRAY['compute'::text, 'scheduled'::text, 'waiting'::text, 'paused'::text, 'invalid'::text])))
)
WITH (fillfactor='90');

ALTER TABLE core.reminder_next OWNER TO oye_owner;

--
-- Name: TABLE reminder_next; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.reminder_next IS 'The narrow row of each active reminder: its next instant and what a claim reads. One to one with core.reminder; fires rewrite only this. Second in the lock order, after the person.';

--
-- Name: COLUMN reminder_next.state; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.state IS 'compute: worker-calc is to calculate. scheduled: next_occurrence is known. waiting: an after_done waits for its answer. paused: held by the person. invalid: cannot be calculated, see state_reason.';

--
-- Name: COLUMN reminder_next.upcoming; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.upcoming IS 'A few instants after next_occurrence, so that a fire writes the following one itself.';

--
-- Name: COLUMN reminder_next.ended; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.ended IS 'No instant follows those of upcoming.';

--
-- Name: COLUMN reminder_next.accounted_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.accounted_until IS 'Each instant up to it has its occurrence, or was not expected. Calculations go on after it.';

--
-- Name: COLUMN reminder_next.counts_from; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.counts_from IS 'after_done: the answer that the next wait counts from; null until it came due once.';

--
-- Name: COLUMN reminder_next.missed_before; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_next.missed_before IS 'Occurrences missed since the last one that was told; the next message says how many.';

--
-- Name: active_lock(core.person, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.active_lock(p_person core.person, p_reminder integer) RETURNS core.reminder_next
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_reminder);
begin
    if v_hot.reminder_id is null then
        if core.reminder_json(p_person, p_reminder) is null then
            perform core.reminder_not_found(p_reminder);
        end if;
        perform core.problem(
            409, 'reminder_finished',
            format('Reminder %s is over; give it a new time to bring it back.', p_reminder),
            'reminder_id'
        );
    end if;
    return v_hot;
end;
$$;

ALTER FUNCTION core.active_lock(p_person core.person, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION active_lock(p_person core.person, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.active_lock(p_person core.person, p_reminder integer) IS 'Locks the narrow row of an active reminder. Refuses 404 (none) and 409 (finished).';

--
-- Name: actor(bytea, text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.actor(p_token bytea, p_act_for text, p_scope text) RETURNS core.person
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_token core.token;
    v_person core.person;
begin
    v_token := core.token_check(p_token, case when p_act_for is null then p_scope else 'act_for' end);
    if p_act_for is null then
        select p.* into v_person from core.person as p
        where p.bucket = v_token.bucket and p.person_id = v_token.person_id;
    else
        select p.* into v_person
        from core.identity as i
        inner join core.person as p on p.bucket = i.bucket and p.person_id = i.person_id
        where i.kind = split_part(p_act_for, ':', 1)
            and i.subject = split_part(p_act_for, ':', 2);
        if not found then
            perform core.problem(
                404, 'identity_not_found',
                'Nobody is known as ' || p_act_for || '. Make the person first (identity_ensure).',
                'X-Act-For'
            );
        end if;
    end if;
    return v_person;
end;
$$;

ALTER FUNCTION core.actor(p_token bytea, p_act_for text, p_scope text) OWNER TO oye_owner;

--
-- Name: FUNCTION actor(p_token bytea, p_act_for text, p_scope text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.actor(p_token bytea, p_act_for text, p_scope text) IS 'Who asks, and whether they may: the person of the token, or the one a service token acts for. Refuses with 401, 403 or 404. Every function of schema api begins with it.';

--
-- Name: after_done_count(smallint, uuid, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    update core.reminder_next as n
    set
        state = case when n.state = 'waiting' then 'compute' else n.state end,
        counts_from = p_now,
        -- Not the later of the two: a move west may have put it ahead of now.
        accounted_until = p_now
    from core.reminder as r
    where n.bucket = p_bucket and n.person_id = p_person and n.reminder_id = p_reminder
        and n.state in ('waiting', 'paused') and n.next_occurrence is null
        and r.bucket = p_bucket and r.person_id = p_person and r.reminder_id = p_reminder
        and r.after_done is not null;
    if found then
        perform core.span_turn(p_bucket, p_person, p_reminder, p_now);
        perform core.wake('oye_calc');
    end if;
end;
$$;

ALTER FUNCTION core.after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) IS 'An after_done that waited for its answer counts from now. Nothing where the reminder does not wait. The caller holds its narrow row.';

--
-- Name: alarm_claim(text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.alarm_claim(p_kind text) RETURNS TABLE(alarm_id bigint, worker_kind text, what text, silent_seconds double precision)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
begin
    perform core.alarm_watch(p_kind, v_now);
    perform core.tally_fold(v_now);
    return query
    with untold as materialized (
        select a.alarm_id from core.alarm as a
        where a.clear_told_at is null and a.lease_until <= v_now
            and (a.cleared_at is not null or a.raise_told_at is null)
            -- News of yesterday is none.
            and coalesce(a.cleared_at, v_now) > v_now - interval '1 day'
        order by a.alarm_id
        for update skip locked
    )

    update core.alarm as a
    set
        attempts = a.attempts + 1,
        lease_until = v_now + least(a.attempts + 1, 15) * interval '1 minute'
    from untold as u
    where a.alarm_id = u.alarm_id
    returning
        a.alarm_id, a.kind, case when a.cleared_at is null then 'silent' else 'back' end,
        extract(epoch from coalesce(a.cleared_at, v_now) - a.silent_since)::double precision;
end;
$$;

ALTER FUNCTION core.alarm_claim(p_kind text) OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_claim(p_kind text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.alarm_claim(p_kind text) IS 'Looks after the other kind of worker (core.alarm_watch) and takes what the operator is to be told now: silent, or back (it is over, also where nobody was told before). Whoever takes it has a minute, then two, up to fifteen: it is told again where core.alarm_settle was not called by then. silent_seconds is null where it never ran.';

--
-- Name: alarm_settle(bigint, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.alarm_settle(p_alarm_id bigint, p_what text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    update core.alarm as a
    set
        raise_told_at = case when p_what = 'silent' then core.now() else a.raise_told_at end,
        clear_told_at = case when p_what = 'back' then core.now() else a.clear_told_at end
    where a.alarm_id = p_alarm_id;
end;
$$;

ALTER FUNCTION core.alarm_settle(p_alarm_id bigint, p_what text) OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.alarm_settle(p_alarm_id bigint, p_what text) IS 'The operator was told: of the silence (silent), or that it is over (back).';

--
-- Name: alarm_watch(text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.alarm_watch(p_kind text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_silent_from timestamptz := p_now - interval '5 minutes';
    v_other text := case p_kind when 'calc' then 'fire' else 'calc' end;
    v_watched_since timestamptz;
    v_last timestamptz;
begin
    insert into core.watch as w (kind, since, seen_at)
    values (p_kind, p_now, p_now)
    on conflict (kind) do update set
        -- Who comes each minute has no gap; a machine that slept has one, and begins anew.
        since = case when w.seen_at < p_now - interval '150 seconds' then p_now else w.since end,
        seen_at = greatest(w.seen_at, p_now)
    returning w.since into v_watched_since;
    select max(r.last_run_at) into v_last from core.worker_run as r where r.kind = v_other;
    if coalesce(v_last, '-infinity') < v_silent_from and v_watched_since <= v_silent_from then
        insert into core.alarm (kind, silent_since, raised_at)
        values (v_other, v_last, p_now)
        on conflict (kind) where cleared_at is null do nothing;
    end if;
    update core.alarm as a
    set cleared_at = p_now, attempts = 0, lease_until = '-infinity'
    where a.cleared_at is null and exists (
        select from core.worker_run as r
        where r.kind = a.kind and r.last_run_at >= greatest(v_silent_from, a.raised_at)
    );
end;
$$;

ALTER FUNCTION core.alarm_watch(p_kind text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_watch(p_kind text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.alarm_watch(p_kind text, p_now timestamp with time zone) IS 'A worker of this kind looks after the other one: raises an alarm where that one has not asked for work for five minutes, all of which were watched, and ends those that are over. However many look at once, a silence has one alarm. Locks watch, then alarm.';

--
-- Name: change; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.change (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    change_id bigint NOT NULL,
    kind text NOT NULL,
    touched text NOT NULL,
    reminder_id integer,
    due_at timestamp with time zone,
    text text NOT NULL,
    reverts bigint,
    state_before bigint NOT NULL,
    state_after bigint NOT NULL,
    before jsonb NOT NULL,
    after jsonb,
    reverted_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    CONSTRAINT change_kind_is_known CHECK ((kind = ANY (ARRAY['create'::text, 'edit'::text, 'delete'::text, 'pause'::text, 'resume'::text, 'skip'::text, 'done'::text, 'snooze'::text, 'timezone'::text, 'revert'::text]))),
    CONSTRAINT change_revert_says_of_what CHECK (((kind = 'revert'::text) = (reverts IS NOT NULL)))
);

ALTER TABLE core.change OWNER TO oye_owner;

--
-- Name: TABLE change; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.change IS 'Each change that a person made within 30 days, with the rows as they were before it. No foreign key leads to the person, whose row it would lock after the reminder''s. Rows are changed by who holds the person.';

--
-- Name: COLUMN change.touched; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.change.touched IS 'What it changed: timezone, reminder <id>, or occurrence <id> <due_at>. Changes of one thing are put back in the order in which they were made, the last one first.';

--
-- Name: COLUMN change.state_before; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.change.state_before IS 'The state of the thing before it: the change that made it what it was, 0 where none is known. A revert leads back to the state before what it reverts, so that a change can be put back exactly while its thing is in the state that it led to.';

--
-- Name: COLUMN change.before; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.change.before IS 'core.change_image before it: rows of reminder, reminder_next, reminder_finished, occurrence and open deliveries. Empty before a create.';

--
-- Name: COLUMN change.after; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.change.after IS 'The narrow row as it left it; null where that left the reminder inactive.';

--
-- Name: answer_restore(core.person, core.change, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_change.reminder_id);
    v_reminder core.reminder;
begin
    update core.reminder_finished as f
    set
        waiting = (
            core.occurrence_waiting(p_person.bucket, p_person.person_id, p_change.reminder_id)
        ).due_at is not null,
        finished_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_change.reminder_id and f.why <> 'deleted';
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_person.bucket and r.person_id = p_person.person_id
        and r.reminder_id = p_change.reminder_id;
    -- An after_done goes on waiting, where it still counts from this answer and did not come due.
    if v_reminder.after_done is not null
        and (p_change.before -> 'next') - 'revision' is distinct from p_change.after - 'revision'
        and v_hot.counts_from is not distinct from (p_change.after ->> 'counts_from')::timestamptz
        and not exists (
            select from core.occurrence as o
            where o.bucket = p_person.bucket and o.person_id = p_person.person_id
                and o.reminder_id = p_change.reminder_id and o.due_at > p_change.due_at
        ) then
        p_change.due_at := null;
        perform core.reminder_next_restore(p_person, v_reminder, p_change, p_now);
    end if;
end;
$$;

ALTER FUNCTION core.answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) IS 'What follows for a reminder from an answer that was put back: whether it still waits, and of an after_done, from when it counts. The caller holds the person and the reminder.';

--
-- Name: attendee_list(smallint, uuid, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.attendee_list(p_bucket smallint, p_person uuid, p_reminder integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select
            coalesce(
                jsonb_agg(
                    jsonb_build_object('id', a.user_id, 'name', a.name)
                    order by a.joined_at, a.user_id
                ),
                '[]'
            )
        from core.attendee as a
        where a.bucket = p_bucket and a.person_id = p_person and a.reminder_id = p_reminder
    );
end;
$$;

ALTER FUNCTION core.attendee_list(p_bucket smallint, p_person uuid, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION attendee_list(p_bucket smallint, p_person uuid, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.attendee_list(p_bucket smallint, p_person uuid, p_reminder integer) IS 'Who joined a reminder, in the order in which they did: [{id, name}].';

--
-- Name: occurrence; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.occurrence (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    slot timestamp without time zone NOT NULL,
    timezone text NOT NULL,
    revision integer NOT NULL,
    text text NOT NULL,
    channels integer[] NOT NULL,
    outcome text NOT NULL,
    outcome_reason text,
    delivered_at timestamp with time zone,
    answer text DEFAULT 'none'::text NOT NULL,
    answered_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    missed_before integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    nag_every interval,
    nag_times integer,
    nag_for interval,
    urgent boolean DEFAULT false NOT NULL,
    reference text,
    CONSTRAINT occurrence_answer_is_known CHECK ((answer = ANY (ARRAY['none'::text, 'done'::text, 'snoozed'::text]))),
    CONSTRAINT occurrence_answered_says_when CHECK (((answer = 'none'::text) = (answered_at IS NULL))),
    CONSTRAINT occurrence_delivered_says_when CHECK (((outcome <> 'delivered'::text) OR (delivered_at IS NOT NULL))),
    CONSTRAINT occurrence_outcome_is_known CHECK ((outcome = ANY (ARRAY['pending'::text, 'delivered'::text, 'unknown'::text, 'failed'::text, 'skipped'::text, 'missed'::text])))
)
PARTITION BY RANGE (due_at);

ALTER TABLE core.occurrence OWNER TO oye_owner;

--
-- Name: TABLE occurrence; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.occurrence IS 'One instant at which a reminder came due: exactly one row for each (reminder, due_at), kept as history. Text and channels are as they were then. Fourth in the lock order.';

--
-- Name: COLUMN occurrence.slot; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.occurrence.slot IS 'The local wall time of due_at in timezone.';

--
-- Name: COLUMN occurrence.channels; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.occurrence.channels IS 'The channels it is named for, resolved.';

--
-- Name: COLUMN occurrence.outcome; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.occurrence.outcome IS 'pending, delivered (one named channel took it), unknown (perhaps), failed, skipped (the person passed over it or answered first), missed (passed over after downtime).';

--
-- Name: COLUMN occurrence.answer; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.occurrence.answer IS 'What the person said to it. No send overwrites it.';

--
-- Name: COLUMN occurrence.nag_every; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.occurrence.nag_every IS 'As the reminder''s when it came due, or since; so are nag_times, nag_for, urgent, reference.';

--
-- Name: audit_count(smallint, uuid, integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone) RETURNS TABLE(due_ats timestamp with time zone[], counts jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(o.due_at ORDER BY o.due_at), '{}'::timestamp with time zone[]) AS "coalesce",
     jsonb_build_object('pending', count(*) FILTER (WHERE (o.outcome = 'pending'::text)), 'delivered', count(*) FILTER (WHERE (o.outcome = 'delivered'::text)), 'unknown', count(*) FILTER (WHERE (o.outcome = 'unknown'::text)), 'failed', count(*) FILTER (WHERE (o.outcome = 'failed'::text)), 'skipped', count(*) FILTER (WHERE (o.outcome = 'skipped'::text)), 'missed', count(*) FILTER (WHERE (o.outcome = 'missed'::text)), 'late', count(*) FILTER (WHERE ((o.outcome = 'delivered'::text) AND (o.delivered_at > (o.due_at + '00:01:00'::interval)))), 'done', count(*) FILTER (WHERE ((o.outcome = 'delivered'::text) AND (o.answer = 'done'::text))), 'snoozed', count(*) FILTER (WHERE ((o.outcome = 'delivered'::text) AND (o.answer = 'snoozed'::text)))) AS jsonb_build_object
    FROM core.occurrence o
   WHERE ((o.bucket = audit_count.p_bucket) AND (o.person_id = audit_count.p_person) AND ((audit_count.p_reminder IS NULL) OR (o.reminder_id = audit_count.p_reminder)) AND (o.due_at >= audit_count.p_since) AND (o.due_at < audit_count.p_until));
END;

ALTER FUNCTION core.audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone) IS 'The history of a reminder (null: of all of the person''s) from p_since until p_until: its instants, and how many have each outcome; of the delivered, how many came more than a minute late, were done, were snoozed.';

--
-- Name: audit_read(smallint, uuid, timestamp with time zone, timestamp with time zone, uuid, integer, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer) RETURNS TABLE(person_id uuid, reminder_id integer, found jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    with spanned as (
        select distinct s.person_id, s.reminder_id from core.span as s
        where s.bucket = p_bucket and (p_person is null or s.person_id = p_person)
            and (s.person_id, s.reminder_id) > (p_after_person, p_after_reminder)
            and s.expected_after < p_until
            and coalesce(greatest(s.expected_until, s.ended_at), 'infinity') >= p_since
        order by s.person_id, s.reminder_id
        limit p_limit
    ),

    told as (
        select distinct o.person_id, o.reminder_id from core.occurrence as o
        where o.bucket = p_bucket and (p_person is null or o.person_id = p_person)
            and (o.person_id, o.reminder_id) > (p_after_person, p_after_reminder)
            and o.due_at >= p_since and o.due_at < p_until
        order by o.person_id, o.reminder_id
        limit p_limit
    ),

    page as (
        select * from spanned
        union
        select * from told
        order by person_id, reminder_id
        limit p_limit
    )

    select
        k.person_id, k.reminder_id,
        jsonb_build_object(
            'reminder_id', k.reminder_id,
            'state', n.state,
            'next_occurrence', n.next_occurrence,
            'accounted_until', n.accounted_until,
            'spans', (
                select coalesce(jsonb_agg(to_jsonb(s) order by s.span_id), '[]')
                from core.span as s
                where s.bucket = p_bucket and s.person_id = k.person_id
                    and s.reminder_id = k.reminder_id and s.expected_after < p_until
                    and coalesce(greatest(s.expected_until, s.ended_at), 'infinity') >= p_since
            ),
            'due_ats', h.due_ats,
            'counts', h.counts
        )
    from page as k
    left join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    cross join lateral core.audit_count(
        p_bucket, k.person_id, k.reminder_id, p_since, p_until
    ) as h
    order by k.person_id, k.reminder_id;
end;
$$;

ALTER FUNCTION core.audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer) IS 'A page of what an audit compares, as of one snapshot: each reminder of a bucket (or of one person) that may have come due from p_since until p_until, with its spans, where it stands, the instants of its history, and that history counted. By person and reminder, after the last one of the page before.';

--
-- Name: audit_window(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
begin
    o_since := greatest(p_since, (select h.since from core.history_kept as h));
    -- What lies ahead is nobody's to account for.
    o_until := least(coalesce(p_until, v_now), v_now);
    o_since := least(o_since, o_until);
end;
$$;

ALTER FUNCTION core.audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone) IS 'The part of a period that can be audited: from where history is whole until now.';

--
-- Name: bucket_of(uuid); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.bucket_of(p_person uuid) RETURNS smallint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT ((get_byte(uuid_send(p_person), 15) & 63))::smallint AS int2;
END;

ALTER FUNCTION core.bucket_of(p_person uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION bucket_of(p_person uuid); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.bucket_of(p_person uuid) IS 'The person''s share of the work, 0 to 63: the low six bits of the last byte of the id.';

--
-- Name: buckets(smallint[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.buckets(p_buckets smallint[]) RETURNS smallint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(p_buckets, ARRAY( SELECT (s.b)::smallint AS b
            FROM generate_series(0, 63) s(b))) AS "coalesce";
END;

ALTER FUNCTION core.buckets(p_buckets smallint[]) OWNER TO oye_owner;

--
-- Name: FUNCTION buckets(p_buckets smallint[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.buckets(p_buckets smallint[]) IS 'The buckets that a worker asked for first; null means all.';

--
-- Name: buckets_rest(smallint[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.buckets_rest(p_buckets smallint[]) RETURNS smallint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT ARRAY( SELECT (s.b)::smallint AS b
            FROM generate_series(0, 63) s(b)
           WHERE (s.b <> ALL (buckets_rest.p_buckets))) AS "array";
END;

ALTER FUNCTION core.buckets_rest(p_buckets smallint[]) OWNER TO oye_owner;

--
-- Name: FUNCTION buckets_rest(p_buckets smallint[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.buckets_rest(p_buckets smallint[]) IS 'The buckets beside those that a worker asked for first; none where it asked for all (null).';

--
-- Name: calculation_settle(uuid, integer, integer, text, timestamp with time zone, timestamp with time zone[], timestamp with time zone[], boolean, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_person core.person;
    v_pinned text;
    v_hot core.reminder_next;
    v_verdict text;
    v_waiting core.occurrence;
    v_invalid text := p_invalid;
begin
    select p.* into v_person from core.person as p
    where p.bucket = core.bucket_of(p_person) and p.person_id = p_person;
    if not found then
        return 'gone';
    end if;
    v_hot := core.reminder_lock(v_person, p_reminder);
    if v_hot.reminder_id is null then
        return 'gone';
    elsif v_hot.revision <> p_revision or v_hot.state <> 'compute' then
        return 'stale';
    end if;
    -- Again, under the lock: missed ones of a zone that was left are not recorded.
    select p.* into v_person from core.person as p
    where p.bucket = v_hot.bucket and p.person_id = p_person;
    select r.timezone into v_pinned from core.reminder as r
    where r.bucket = v_hot.bucket and r.person_id = p_person and r.reminder_id = p_reminder;
    if p_zone is distinct from core.zone_of(v_person, v_pinned) then
        return 'stale';
    end if;
    if cardinality(p_missed) > 0 then
        perform core.missed_add(v_person, p_reminder, p_missed, p_now);
        if p_next is null and not p_ended and p_invalid is null then
            return 'more';
        end if;
    elsif p_next is null and not p_ended and p_invalid is null then
        v_invalid := 'engine_error: neither an instant nor an end was given';
    end if;
    v_verdict := core.reminder_next_set(
        v_person, p_reminder, p_revision, p_zone, p_next, p_upcoming, p_ended, v_invalid
    );
    if v_verdict = 'ended' then
        v_waiting := core.occurrence_waiting(v_person.bucket, p_person, p_reminder);
        perform core.reminder_finish(
            v_person.bucket, array[p_person], array[p_reminder], array['ended'],
            array[v_waiting.due_at is not null], p_now
        );
    end if;
    return v_verdict;
end;
$$;

ALTER FUNCTION core.calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone) IS 'One row of calc.reminder_settle: missed instants first, then the next one, or the end.';

--
-- Name: delivery; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.delivery (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    channel_id integer NOT NULL,
    channel_kind text NOT NULL,
    kind text NOT NULL,
    nth integer NOT NULL,
    not_before timestamp with time zone NOT NULL,
    outcome text,
    reason text,
    sent_at timestamp with time zone,
    provider_id text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT delivery_kind_is_known CHECK ((kind = ANY (ARRAY['first'::text, 'snooze'::text, 'nag'::text]))),
    CONSTRAINT delivery_outcome_is_known CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text]))),
    CONSTRAINT delivery_sent_says_when CHECK (((outcome <> 'sent'::text) OR (sent_at IS NOT NULL)))
)
PARTITION BY RANGE (due_at);

ALTER TABLE core.delivery OWNER TO oye_owner;

--
-- Name: TABLE delivery; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.delivery IS 'One message to be sent on one channel for one occurrence. outcome is null while it is open; its claim then lives in core.delivery_open. Fifth in the lock order.';

--
-- Name: COLUMN delivery.delivery_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery.delivery_id IS 'Also the idempotency key towards the channel, and what a button under the message carries.';

--
-- Name: COLUMN delivery.provider_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery.provider_id IS 'The message''s id at the channel, for later edits.';

--
-- Name: card_item(core.delivery); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.card_item(p_delivery core.delivery) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_occurrence core.occurrence;
    v_deleted boolean;
    v_repeats boolean;
    v_state text;
    v_open boolean;
begin
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_delivery.bucket and o.person_id = p_delivery.person_id
        and o.reminder_id = p_delivery.reminder_id and o.due_at = p_delivery.due_at;
    select false, not core.is_once(r) into v_deleted, v_repeats from core.reminder as r
    where r.bucket = p_delivery.bucket and r.person_id = p_delivery.person_id
        and r.reminder_id = p_delivery.reminder_id;
    if not found then
        select f.why = 'deleted' into v_deleted from core.reminder_finished as f
        where f.bucket = p_delivery.bucket and f.person_id = p_delivery.person_id
            and f.reminder_id = p_delivery.reminder_id;
    end if;
    select d.state into v_state from core.delivery_open as d
    where d.bucket = p_delivery.bucket and d.person_id = p_delivery.person_id
        and d.delivery_id = p_delivery.delivery_id;
    v_open := v_deleted is not true and v_occurrence.answer <> 'done'
        -- A snooze that this very message told is over.
        and (v_occurrence.answer = 'none' or v_occurrence.answered_at < p_delivery.sent_at)
        and not exists (
            select from core.delivery as d
            where d.bucket = p_delivery.bucket and d.person_id = p_delivery.person_id
                and d.reminder_id = p_delivery.reminder_id and d.due_at = p_delivery.due_at
                and d.channel_id = p_delivery.channel_id and d.outcome = 'sent'
                and d.sent_at > p_delivery.sent_at
        );
    return jsonb_build_object(
        'delivery_id', p_delivery.delivery_id,
        'reminder_id', p_delivery.reminder_id,
        'text', v_occurrence.text,
        'due_at', p_delivery.due_at,
        'timezone', v_occurrence.timezone,
        'kind', p_delivery.kind,
        'state', coalesce(p_delivery.outcome, v_state),
        'sent_at', p_delivery.sent_at,
        'outcome', v_occurrence.outcome,
        'answer', v_occurrence.answer,
        'answered_at', v_occurrence.answered_at,
        'snoozed_until', v_occurrence.snoozed_until,
        'repeats', coalesce(v_repeats, false),
        'deleted', coalesce(v_deleted, false),
        'open', coalesce(v_open, false)
    );
end;
$$;

ALTER FUNCTION core.card_item(p_delivery core.delivery) OWNER TO oye_owner;

--
-- Name: FUNCTION card_item(p_delivery core.delivery); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.card_item(p_delivery core.delivery) IS 'What a message shows of one delivery. open: it waits for an answer here, so its buttons stand; not so where it is done, snoozed since, deleted, or told again by a later message of the chat.';

--
-- Name: card_items(smallint, uuid, integer, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select jsonb_agg(core.card_item(d) order by d.due_at, d.delivery_id)
        from core.delivery as d
        where d.bucket = p_bucket and d.person_id = p_person and d.channel_id = p_channel
            and d.provider_id = p_message_id
    );
end;
$$;

ALTER FUNCTION core.card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text) OWNER TO oye_owner;

--
-- Name: FUNCTION card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text) IS 'What one message of a chat shows: its deliveries, in order; null where there is no such message.';

--
-- Name: card_json(core.person, core.delivery); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.card_json(p_person core.person, p_delivery core.delivery) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return jsonb_build_object(
        'address', core.channel_address(p_person, p_delivery.channel_id),
        'message_id', p_delivery.provider_id,
        'items', coalesce(
            core.card_items(
                p_person.bucket, p_person.person_id, p_delivery.channel_id, p_delivery.provider_id
            ),
            jsonb_build_array(core.card_item(p_delivery))
        )
    );
end;
$$;

ALTER FUNCTION core.card_json(p_person core.person, p_delivery core.delivery) OWNER TO oye_owner;

--
-- Name: FUNCTION card_json(p_person core.person, p_delivery core.delivery); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.card_json(p_person core.person, p_delivery core.delivery) IS 'The message that a delivery is in, as the API shows it: with all that share it.';

--
-- Name: card_refresh(smallint, uuid, integer, timestamp with time zone, uuid, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_shown core.delivery[];
begin
    with told as (
        select o.due_at from core.occurrence as o
        where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
            and (p_due_at is null or o.due_at = p_due_at) and o.outcome = 'delivered'
        order by o.due_at desc
        limit 5
    ),

    -- The last message of each on each channel: those before it have no buttons any more.
    shown as (
        select distinct on (d.channel_id, d.due_at) d as shown
        from told as t
        inner join core.delivery as d
            on d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
            and d.due_at = t.due_at
        where d.channel_kind = 'telegram' and d.outcome = 'sent' and d.provider_id is not null
        order by d.channel_id, d.due_at, d.sent_at desc, d.created_at desc
    )

    select array_agg(s.shown) into v_shown
    from shown as s
    -- Who pressed a button has the answer before their eyes.
    where not exists (
        select from core.delivery as b
        where b.bucket = p_bucket and b.person_id = p_person and b.delivery_id = p_but
            and b.channel_id = (s.shown).channel_id and b.provider_id = (s.shown).provider_id
    );
    if v_shown is not null then
        perform core.update_put(p_bucket, p_person, v_shown, p_now);
    end if;
end;
$$;

ALTER FUNCTION core.card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone) IS 'Something was said to an occurrence, or (p_due_at null) to a reminder, whose last five are looked at: its Telegram messages are edited to show it, but for the one that delivery p_but is in, under which it was said. Locks updates, which come after all other deliveries.';

--
-- Name: delivery_open; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.delivery_open (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reminder_id integer NOT NULL,
    channel_id integer NOT NULL,
    channel_kind text NOT NULL,
    kind text NOT NULL,
    nth integer NOT NULL,
    not_before timestamp with time zone NOT NULL,
    state text DEFAULT 'ready'::text NOT NULL,
    worker text,
    fence bigint,
    lease_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    unknowns integer DEFAULT 0 NOT NULL,
    cancelled text,
    held_until timestamp with time zone,
    queued text,
    message_id text,
    again boolean DEFAULT false NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    put_off boolean DEFAULT false NOT NULL,
    CONSTRAINT delivery_open_claim_is_whole CHECK ((((state = 'ready'::text) = (lease_until IS NULL)) AND ((state = 'ready'::text) = (worker IS NULL)))),
    CONSTRAINT delivery_open_queued_is_known CHECK ((queued = ANY (ARRAY['bot'::text, 'chat'::text, 'channel'::text]))),
    CONSTRAINT delivery_open_state_is_known CHECK ((state = ANY (ARRAY['ready'::text, 'leased'::text, 'sending'::text]))),
    CONSTRAINT delivery_open_update_names_its_message CHECK (((kind = 'update'::text) = (message_id IS NOT NULL)))
)
WITH (fillfactor='80');

ALTER TABLE core.delivery_open OWNER TO oye_owner;

--
-- Name: TABLE delivery_open; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.delivery_open IS 'The claim of each delivery that is not settled yet, so that a claim touches what is open and never the history. Made with its core.delivery, deleted when that has an outcome. One of kind update has no core.delivery: it edits a message that was sent, and tells nobody anything.';

--
-- Name: COLUMN delivery_open.not_before; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.not_before IS 'Due, snoozed until, or the end of a back-off.';

--
-- Name: COLUMN delivery_open.fence; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.fence IS 'Of the last claim. Whoever holds it may settle.';

--
-- Name: COLUMN delivery_open.attempts; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.attempts IS 'Sends begun that count against giving up.';

--
-- Name: COLUMN delivery_open.unknowns; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.unknowns IS 'Sends of unknown outcome; the second is final.';

--
-- Name: COLUMN delivery_open.cancelled; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.cancelled IS 'Why it was cancelled while a send was under way: it is not tried again.';

--
-- Name: COLUMN delivery_open.held_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.held_until IS 'The end of the quiet hours that held it. It is still held where not_before is the same.';

--
-- Name: COLUMN delivery_open.queued; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.queued IS 'What it was put off by: the pace of the bot, or that of its chat, in which it keeps its place; or its channel, which takes nothing at present.';

--
-- Name: COLUMN delivery_open.message_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.message_id IS 'update: the message to edit.';

--
-- Name: COLUMN delivery_open.again; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.again IS 'update: what the message shows changed while it was being edited; once more.';

--
-- Name: COLUMN delivery_open.alone; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.alone IS 'Was refused as part of a digest; it is sent by itself.';

--
-- Name: COLUMN delivery_open.put_off; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.delivery_open.put_off IS 'It was claimed and not sent, for want of room or time: its host''s, the pace''s, or that of a worker which stood still or died. Once not_before has come it is ahead of all that is due.';

--
-- Name: card_supersede(core.delivery_open[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_sent core.delivery_open;
    v_before core.delivery;
begin
    for v_sent in
        select s.* from unnest(p_sent) as s order by s.person_id, s.channel_id, s.due_at
    loop
        select d.* into v_before from core.delivery as d
        where d.bucket = v_sent.bucket and d.person_id = v_sent.person_id
            and d.reminder_id = v_sent.reminder_id and d.due_at = v_sent.due_at
            and d.channel_id = v_sent.channel_id and d.channel_kind = 'telegram'
            and d.outcome = 'sent' and d.provider_id is not null
            and d.delivery_id <> v_sent.delivery_id
        order by d.sent_at desc, d.created_at desc
        limit 1;
        if found then
            perform core.update_put(
                v_sent.bucket, v_sent.person_id, array[v_before], p_now
            );
        end if;
    end loop;
end;
$$;

ALTER FUNCTION core.card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone) IS 'These were sent, and each takes the place of the message before it in its chat, which loses its buttons. Locks updates, which come after all other deliveries.';

--
-- Name: change_add(core.person, text, integer, timestamp with time zone, jsonb, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_after jsonb := core.change_image(p_person, p_reminder, p_due_at);
    v_id bigint;
    v_touched text;
begin
    if v_after = p_before then
        return '{}';
    end if;
    v_id := nextval('core.change_id');
    v_touched := case
        when p_reminder is null then 'timezone'
        -- An answer to what came due leaves the reminder where it is; one ahead of time finishes it.
        when p_kind in ('done', 'snooze') and v_after ? 'reminder' = p_before ? 'reminder'
            then format(
                'occurrence %s %s', p_reminder,
                to_char(p_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
            )
        else format('reminder %s', p_reminder)
    end;
    insert into core.change (
        bucket, person_id, change_id, kind, touched, reminder_id, due_at, text, state_before,
        state_after, before, after, at
    )
    values (
        p_person.bucket, p_person.person_id, v_id, p_kind, v_touched, p_reminder, p_due_at,
        coalesce(
            v_after #>> '{occurrence,text}', v_after #>> '{reminder,text}',
            v_after #>> '{finished,text}', (p_before ->> 'zone') || ' → ' || (v_after ->> 'zone')
        ),
        core.change_state(p_person, v_touched), v_id, p_before, v_after -> 'next', p_now
    );
    return jsonb_build_object('change_id', v_id);
end;
$$;

ALTER FUNCTION core.change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone) IS 'Notes what was changed since the image p_before was made, in the same transaction; of no reminder, the person''s zone. Returns {"change_id": …} for the answer, {} where nothing is other than it was.';

--
-- Name: change_check(core.person, core.change, jsonb); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_check(p_person core.person, p_change core.change, p_now jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_newer core.change;
begin
    if core.change_state(p_person, p_change.touched) <> p_change.state_after then
        select c.* into v_newer from core.change as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.touched = p_change.touched and c.change_id > p_change.change_id
        order by c.change_id desc
        limit 1;
        perform core.problem(
            409, 'changed_since',
            format('This was changed again since (change %s, %s). Undo that first.',
                v_newer.change_id, v_newer.kind),
            'change_id'
        );
    end if;
    if p_change.reminder_id is not null and not p_now ? 'reminder' and not p_now ? 'finished' then
        perform core.reminder_not_found(p_change.reminder_id);
    end if;
    -- What was removed already can still be answered, by the card that it left.
    if p_change.touched like 'occurrence %' and p_now #>> '{finished,why}' = 'deleted'
        and p_change.before #>> '{finished,why}' is distinct from 'deleted' then
        perform core.problem(
            409, 'changed_since',
            format('Reminder %s was removed since. Undo that first.', p_change.reminder_id),
            'change_id'
        );
    end if;
    -- What was passed over can't come after what followed it.
    if p_change.touched like 'reminder %' and exists (
        select from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_change.reminder_id and o.due_at > p_change.due_at
            and o.outcome <> 'skipped'
    ) then
        perform core.problem(
            409, 'changed_since',
            format('Reminder %s has come due since.', p_change.reminder_id), 'change_id'
        );
    end if;
end;
$$;

ALTER FUNCTION core.change_check(p_person core.person, p_change core.change, p_now jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION change_check(p_person core.person, p_change core.change, p_now jsonb); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_check(p_person core.person, p_change core.change, p_now jsonb) IS 'Refuses (409 changed_since) to put back what something newer has touched, and (404) what is no more. p_now is the image as it is now.';

--
-- Name: change_image(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_image(p_person core.person, p_reminder integer DEFAULT NULL::integer, p_due_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_image jsonb := '{}';
    v_row jsonb;
begin
    if p_reminder is not null then
        select to_jsonb(n) into v_row from core.reminder_next as n
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and n.reminder_id = p_reminder
        for update;
        if found then
            v_image := v_image || jsonb_build_object('next', v_row);
            select to_jsonb(r) into v_row from core.reminder as r
            where r.bucket = p_person.bucket and r.person_id = p_person.person_id
                and r.reminder_id = p_reminder;
            v_image := v_image || jsonb_build_object('reminder', v_row);
        else
            select to_jsonb(f) into v_row from core.reminder_finished as f
            where f.bucket = p_person.bucket and f.person_id = p_person.person_id
                and f.reminder_id = p_reminder
            for update;
            if found then
                v_image := v_image || jsonb_build_object('finished', v_row);
            end if;
        end if;
        if p_due_at is not null then
            select to_jsonb(o) into v_row from core.occurrence as o
            where o.bucket = p_person.bucket and o.person_id = p_person.person_id
                and o.reminder_id = p_reminder and o.due_at = p_due_at
            for update;
            if found then
                v_image := v_image || jsonb_build_object('occurrence', v_row);
            end if;
        end if;
        select jsonb_agg(to_jsonb(d) order by d.delivery_id) into v_row
        from core.delivery_open as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and d.reminder_id = p_reminder and (p_due_at is null or d.due_at = p_due_at);
        if v_row is not null then
            v_image := v_image || jsonb_build_object('open', v_row);
        end if;
    end if;
    -- Read after the locks: a zone change either is seen here or waits for the narrow row.
    select jsonb_build_object('zone', p.timezone, 'tzdata', t.version) into v_row
    from core.person as p
    left join core.tzdata as t on true
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id;
    return v_image || coalesce(v_row, '{}');
end;
$$;

ALTER FUNCTION core.change_image(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION change_image(p_person core.person, p_reminder integer, p_due_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_image(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) IS 'The rows that a change of a reminder (and of one of its occurrences) may touch, as they are now: next, reminder, finished, occurrence, open (deliveries), each with all of its columns, and absent where there is none; and the person''s zone. Of no reminder, the zone alone. Locks narrow row, reminder (a finished one), occurrence.';

--
-- Name: change_json(core.change); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_json(p_change core.change) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', (p_change).change_id, 'kind', (p_change).kind, 'reminder_id', (p_change).reminder_id, 'text', (p_change).text, 'due_at', (p_change).due_at, 'reverts', (p_change).reverts, 'at', (p_change).at, 'reverted_at', (p_change).reverted_at) AS jsonb_build_object;
END;

ALTER FUNCTION core.change_json(p_change core.change) OWNER TO oye_owner;

--
-- Name: FUNCTION change_json(p_change core.change); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_json(p_change core.change) IS 'A change as the API shows it.';

--
-- Name: change_revert(core.person, core.change, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_before jsonb := core.change_image(p_person, p_change.reminder_id, p_change.due_at);
    v_answered boolean := p_change.touched like 'occurrence %';
    v_revert core.change := p_change;
begin
    perform core.change_check(p_person, p_change, v_before);
    if p_change.reminder_id is null then
        update core.person as p set timezone = p_change.before ->> 'zone'
        where p.bucket = p_person.bucket and p.person_id = p_person.person_id
        returning p.* into p_person;
        perform core.floating_follow(p_person, v_before ->> 'zone');
        perform core.quiet_release(p_person, null, p_now);
    else
        if p_change.due_at is not null then
            perform core.occurrence_restore(p_change);
        end if;
        perform core.delivery_restore(p_change, v_answered, p_now);
        if v_answered then
            perform core.answer_restore(p_person, p_change, p_now);
        else
            perform core.reminder_restore(p_person, p_change, p_now);
        end if;
        perform core.card_refresh(
            p_person.bucket, p_person.person_id, p_change.reminder_id, p_change.due_at, null, p_now
        );
        -- Some of it may have been due before the workers' floors.
        perform core.claim_rewind('-infinity', p_now);
        perform core.wake('oye_fire');
    end if;
    v_revert.change_id := nextval('core.change_id');
    v_revert.kind := 'revert';
    v_revert.reverts := p_change.change_id;
    v_revert.state_before := p_change.state_after;
    v_revert.state_after := p_change.state_before;
    v_revert.before := v_before;
    v_revert.after := core.change_image(p_person, p_change.reminder_id) -> 'next';
    v_revert.at := p_now;
    insert into core.change values (v_revert.*);
    perform core.change_turn(p_change, p_now);
    return jsonb_build_object('change_id', v_revert.change_id);
end;
$$;

ALTER FUNCTION core.change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone) IS 'Puts back what was before a change, by the rows that were kept of it, and notes that as a change of its own. Refuses (409 changed_since) where something newer touched the same thing. The caller holds the person; locks narrow row, reminder, occurrence, delivery, change, rewind.';

--
-- Name: change_state(core.person, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_state(p_person core.person, p_touched text) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT c.state_after
            FROM core.change c
           WHERE ((c.bucket = (change_state.p_person).bucket) AND (c.person_id = (change_state.p_person).person_id) AND (c.touched = change_state.p_touched))
           ORDER BY c.change_id DESC
          LIMIT 1), (0)::bigint) AS "coalesce";
END;

ALTER FUNCTION core.change_state(p_person core.person, p_touched text) OWNER TO oye_owner;

--
-- Name: FUNCTION change_state(p_person core.person, p_touched text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_state(p_person core.person, p_touched text) IS 'The state that a thing is in: the change that made it what it is, 0 where none is known. The caller holds the thing''s row.';

--
-- Name: change_turn(core.change, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.change_turn(p_change core.change, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_id bigint := p_change.reverts;
    v_reverted boolean := false;
begin
    update core.change as c set reverted_at = p_now
    where c.bucket = p_change.bucket and c.person_id = p_change.person_id
        and c.change_id = p_change.change_id;
    while v_id is not null loop
        update core.change as c set reverted_at = case when v_reverted then p_now end
        where c.bucket = p_change.bucket and c.person_id = p_change.person_id
            and c.change_id = v_id
        returning c.reverts into v_id;
        exit when not found;
        v_reverted := not v_reverted;
    end loop;
end;
$$;

ALTER FUNCTION core.change_turn(p_change core.change, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION change_turn(p_change core.change, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.change_turn(p_change core.change, p_now timestamp with time zone) IS 'Marks a change as reverted. Was it a revert itself, what that had reverted is in force again, and so on to the change that all of them are about.';

--
-- Name: channel; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.channel (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    channel_id integer NOT NULL,
    kind text NOT NULL,
    address text,
    secret text,
    label text,
    is_default boolean NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    disabled_reason text,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    failed_at timestamp with time zone,
    paused_until timestamp with time zone,
    CONSTRAINT channel_but_the_inbox_has_an_address CHECK (((kind = 'inbox'::text) = (address IS NULL))),
    CONSTRAINT channel_disabled_says_why CHECK ((enabled = (disabled_reason IS NULL))),
    CONSTRAINT channel_kind_is_known CHECK ((kind = ANY (ARRAY['inbox'::text, 'telegram'::text, 'webhook'::text]))),
    CONSTRAINT channel_webhook_signs CHECK (((kind = 'webhook'::text) = (secret IS NOT NULL)))
);

ALTER TABLE core.channel OWNER TO oye_owner;

--
-- Name: TABLE channel; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.channel IS 'Where a person is reached. A reminder that names no channels goes to the default ones; where the person has none, to the inbox, which everybody has.';

--
-- Name: COLUMN channel.failures; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.channel.failures IS 'webhook: sends that failed in a row, of those that began after the last one was noted. From core.circuit_limit on its circuit is open: one send an interval finds out whether it is well.';

--
-- Name: COLUMN channel.failed_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.channel.failed_at IS 'When the last of them was noted.';

--
-- Name: COLUMN channel.paused_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.channel.paused_until IS 'Nothing is sent there until then: its circuit is open, or it asked for a pause (429).';

--
-- Name: channel_add(core.person, text, text, text, text, boolean, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone) RETURNS core.channel
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_id integer;
    v_channel core.channel;
begin
    update core.person as p set channel_last = p.channel_last + 1
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    returning p.channel_last into v_id;
    if not found then
        perform core.token_unknown();
    end if;
    insert into core.channel (
        bucket, person_id, channel_id, kind, address, secret, label, is_default, created_at
    )
    values (
        p_person.bucket, p_person.person_id, v_id, p_kind, p_address, p_secret, p_label,
        p_is_default, p_now
    )
    on conflict do nothing
    returning * into v_channel;
    if v_channel.channel_id is null then
        perform core.problem(
            409, 'channel_exists', 'There is a channel to this address already; see the channels.',
            'url'
        );
    end if;
    return v_channel;
end;
$$;

ALTER FUNCTION core.channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone) IS 'Adds a channel under the person''s next number; refuses (409) an address they have already. Locks the person.';

--
-- Name: channel_address(core.person, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_address(p_person core.person, p_channel integer) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select c.address from core.channel as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.channel_id = p_channel
    );
end;
$$;

ALTER FUNCTION core.channel_address(p_person core.person, p_channel integer) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_address(p_person core.person, p_channel integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_address(p_person core.person, p_channel integer) IS 'Where a channel of the person leads; null where it is gone.';

--
-- Name: channel_admit(core.delivery_open[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_admit(p_held core.delivery_open[], p_now timestamp with time zone) RETURNS TABLE(delivery_id uuid, at timestamp with time zone)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_channel core.channel;
    v_probe uuid;
begin
    for v_channel in
        select c.*
        from core.channel as c
        inner join (
            select distinct h.bucket, h.person_id, h.channel_id
            from unnest(p_held) as h
            where h.channel_kind = 'webhook'
        ) as k
            on k.bucket = c.bucket and k.person_id = c.person_id and k.channel_id = c.channel_id
        where c.paused_until is not null
        order by c.person_id, c.channel_id
        for no key update of c
    loop
        v_probe := null;
        if v_channel.paused_until <= p_now then
            -- It asked for a pause, which is over; or one is to find out, and the others wait.
            continue when v_channel.failures < core.circuit_limit();
            select h.delivery_id into v_probe
            from unnest(p_held) as h
            where h.person_id = v_channel.person_id and h.channel_id = v_channel.channel_id
            order by h.not_before, h.delivery_id
            limit 1;
            v_channel.paused_until := p_now + core.circuit_wait(v_channel.failures, '5 minutes');
            update core.channel as c set paused_until = v_channel.paused_until
            where c.bucket = v_channel.bucket and c.person_id = v_channel.person_id
                and c.channel_id = v_channel.channel_id;
        end if;
        return query
        select h.delivery_id, v_channel.paused_until
        from unnest(p_held) as h
        where h.person_id = v_channel.person_id and h.channel_id = v_channel.channel_id
            and h.delivery_id is distinct from v_probe;
    end loop;
end;
$$;

ALTER FUNCTION core.channel_admit(p_held core.delivery_open[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_admit(p_held core.delivery_open[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_admit(p_held core.delivery_open[], p_now timestamp with time zone) IS 'Those of these deliveries, held by the caller, that their webhook does not take now, and until when. Where an open circuit''s interval is over, one is let through to find out. Locks the channels that are paused, or were; none as a rule.';

--
-- Name: channel_circuit(core.channel); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    o_failures := p_channel.failures;
    o_paused_until := p_channel.paused_until;
    if p_channel.kind = 'telegram' then
        select p.failures, p.paused_until into o_failures, o_paused_until
        from core.pace as p
        where p.kind = 'bot' and p.key = 'telegram';
    end if;
    o_failures := coalesce(o_failures, 0);
    if o_paused_until <= core.now() then
        o_paused_until := null;
    end if;
end;
$$;

ALTER FUNCTION core.channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone) IS 'How many sends to a channel failed in a row, and until when it is left alone for that, or since it asked for a pause; null where it is not. Telegram''s channels stand and fall together.';

--
-- Name: channel_disable(smallint, uuid, integer, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    update core.channel as c
    set enabled = false, disabled_reason = p_reason, disabled_at = p_now
    where c.bucket = p_bucket and c.person_id = p_person and c.channel_id = p_channel and c.enabled;
end;
$$;

ALTER FUNCTION core.channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone) IS 'Stops using a channel. What is still open on it fails as channel_disabled when its turn comes.';

--
-- Name: channel_hear(core.channel[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_hear(p_heard core.channel[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_notable core.channel[];
    v_heard core.channel;
begin
    -- Most is good news of what was well: of that nothing is locked, and nothing is written.
    select array_agg(l.h) into v_notable
    from (
        select h
        from unnest(p_heard) as h
        inner join core.channel as c
            on c.bucket = h.bucket and c.person_id = h.person_id and c.channel_id = h.channel_id
        where h.disabled_reason is not null or h.kind = 'webhook' and (
            h.failures > 0 or h.paused_until is not null or c.failures > 0 or c.paused_until is not null
        )
        order by c.person_id, c.channel_id
        for no key update of c
    ) as l;
    foreach v_heard in array coalesce(v_notable, '{}') loop
        if v_heard.address is not null then
            perform core.channel_move(
                v_heard.bucket, v_heard.person_id, v_heard.channel_id, v_heard.address
            );
        elsif v_heard.disabled_reason is not null then
            perform core.channel_disable(
                v_heard.bucket, v_heard.person_id, v_heard.channel_id, v_heard.disabled_reason, p_now
            );
        elsif v_heard.failures > 0 then
            update core.channel as c
            set
                failures = c.failures + 1,
                failed_at = p_now,
                paused_until = case
                    when c.failures + 1 >= core.circuit_limit()
                        -- A longer pause that it asked for stands.
                        then greatest(
                            c.paused_until, p_now + core.circuit_wait(c.failures + 1, '5 minutes')
                        )
                    else c.paused_until
                end
            where c.bucket = v_heard.bucket and c.person_id = v_heard.person_id
                and c.channel_id = v_heard.channel_id
                -- What began before the circuit opened tells nothing new.
                and (c.failures < core.circuit_limit() or v_heard.failed_at > c.failed_at);
        else
            perform core.channel_well(v_heard, p_now);
        end if;
    end loop;
end;
$$;

ALTER FUNCTION core.channel_hear(p_heard core.channel[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_hear(p_heard core.channel[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_hear(p_heard core.channel[], p_now timestamp with time zone) IS 'What sends have told of their channels, each in a row''s columns: address (it moved), disabled_reason (it is dead), failures and failed_at (a send failed that began then), paused_until (it asked for a pause); none of them: it took what it was sent. Comes after the deliveries in the lock order; locks channels, ascending.';

--
-- Name: channel_heard(core.delivery_open, text, bigint, text, text, integer, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone) RETURNS core.channel
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_heard core.channel;
begin
    v_heard.bucket := p_open.bucket;
    v_heard.person_id := p_open.person_id;
    v_heard.channel_id := p_open.channel_id;
    v_heard.kind := p_channel_kind;
    if p_outcome in ('moved', 'permanent') then
        v_heard.address := p_moved_to;
        v_heard.disabled_reason := coalesce(p_reason, p_outcome);
    elsif p_outcome = 'limited' then
        -- Any other limit is the worker's own, and says nothing of the channel.
        if coalesce(p_reason, '') not in ('too_many', 'telegram_too_many') then
            return null;
        end if;
        v_heard.paused_until := p_now + make_interval(
            secs => least(greatest(coalesce(p_retry_after, 1), 1), 86400)
        );
    elsif p_outcome in ('temporary', 'unknown') then
        -- Edits have no attempt, and what a worker raised is no answer.
        if p_open.kind = 'update' or p_reason like 'channel\_raised\_%' then
            return null;
        end if;
        v_heard.failures := 1;
        select a.begun_at into v_heard.failed_at from core.attempt as a
        where a.bucket = p_open.bucket and a.person_id = p_open.person_id
            and a.delivery_id = p_open.delivery_id and a.due_at = p_open.due_at
            and a.fence = p_fence;
    end if;
    return v_heard;
end;
$$;

ALTER FUNCTION core.channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone) IS 'What the report of one send tells of its channel, for core.channel_hear and core.pace_hear; null where that is nothing.';

--
-- Name: channel_join(core.person, text, text, boolean, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone) RETURNS core.channel
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_before core.channel;
begin
    select c.* into v_before from core.channel as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id and c.kind = p_kind
        and c.address = p_address
    for update;
    if not found then
        return core.channel_add(
            p_person, p_kind, p_address, null, p_label, p_is_default, p_now
        );
    end if;
    update core.channel as c
    set
        enabled = true, disabled_reason = null, disabled_at = null,
        label = coalesce(p_label, c.label)
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id
        and c.channel_id = v_before.channel_id;
    return v_before;
end;
$$;

ALTER FUNCTION core.channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone) IS 'Sees to it that the person has an enabled channel to this address, and returns it as it was before: a new one as it was made, one that was disabled with why and since when. Locks the channel, or the person.';

--
-- Name: channel_json(core.channel); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_json(p_channel core.channel) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', (channel_json.p_channel).channel_id, 'kind', (channel_json.p_channel).kind, 'label', (channel_json.p_channel).label, 'address', (channel_json.p_channel).address, 'is_default', (channel_json.p_channel).is_default, 'enabled', (channel_json.p_channel).enabled, 'disabled_reason', (channel_json.p_channel).disabled_reason, 'failures', c.o_failures, 'paused_until', c.o_paused_until, 'created_at', (channel_json.p_channel).created_at) AS jsonb_build_object
    FROM core.channel_circuit(channel_json.p_channel) c(o_failures, o_paused_until);
END;

ALTER FUNCTION core.channel_json(p_channel core.channel) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_json(p_channel core.channel); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_json(p_channel core.channel) IS 'A channel as the API shows it, without its secret; with what it takes at present.';

--
-- Name: channel_missed(core.channel); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_missed(p_channel core.channel) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.channel_missed(p_channel core.channel) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_missed(p_channel core.channel); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_missed(p_channel core.channel) IS 'What a person was not told, or perhaps not, because this channel was disabled, since it was: how many, and the latest 20. None where it is enabled.';

--
-- Name: channel_move(smallint, uuid, integer, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    update core.channel as c set address = a.address
    from core.channel as old
    -- A topic keeps its number: -100:45 becomes -200:45.
    cross join lateral (
        select p_address || coalesce(substring(old.address from ':[0-9]+$'), '') as address
    ) as a
    where old.bucket = p_bucket and old.person_id = p_person and old.channel_id = p_channel
        and c.bucket = p_bucket and c.person_id = p_person and c.channel_id = p_channel
        and not exists (
            select from core.channel as o
            where o.bucket = p_bucket and o.person_id = p_person and o.kind = c.kind
                and o.address = a.address and o.channel_id <> p_channel
        );
    -- Left as it is, it would be sent to the old address again, at once and for ever.
    if not found then
        perform core.channel_disable(p_bucket, p_person, p_channel, 'moved', core.now());
    end if;
end;
$_$;

ALTER FUNCTION core.channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text) IS 'The channel says that it has a new address (a Telegram group became a supergroup); said twice it is as said once. Where the person has another channel with that address already, this one is disabled.';

--
-- Name: channel_not_found(integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_not_found(p_channel integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.problem(
        404, 'channel_not_found', format('There is no channel %s.', p_channel), 'channel_id'
    );
end;
$$;

ALTER FUNCTION core.channel_not_found(p_channel integer) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_not_found(p_channel integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_not_found(p_channel integer) IS 'Refuses with 404, in one wording.';

--
-- Name: channel_well(core.channel, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channel_well(p_heard core.channel, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_was core.channel;
begin
    select c.* into v_was from core.channel as c
    where c.bucket = p_heard.bucket and c.person_id = p_heard.person_id
        and c.channel_id = p_heard.channel_id
    for no key update;
    update core.channel as c
    set
        failures = 0,
        failed_at = null,
        paused_until = case
            when p_heard.paused_until is not null then p_heard.paused_until
            -- A pause that it asked for stands, though something that was under way arrived.
            when c.failures < core.circuit_limit() and c.paused_until > p_now then c.paused_until
        end
    where c.bucket = p_heard.bucket and c.person_id = p_heard.person_id
        and c.channel_id = p_heard.channel_id;
    if v_was.failures < core.circuit_limit() or p_heard.paused_until is not null then
        return;
    end if;
    update core.delivery_open as d set not_before = p_now, queued = null
    from (
        select o.bucket, o.person_id, o.delivery_id
        from core.delivery_open as o
        where o.bucket = p_heard.bucket and o.person_id = p_heard.person_id
            and o.channel_id = p_heard.channel_id and o.state = 'ready'
            and o.not_before > p_now and (o.queued = 'channel' or o.attempts > 0)
        -- Against the lock order, and so it waits for none: who holds one is at work on it.
        for update skip locked
    ) as waiting
    where d.bucket = waiting.bucket and d.person_id = waiting.person_id
        and d.delivery_id = waiting.delivery_id;
    perform core.wake('oye_fire');
end;
$$;

ALTER FUNCTION core.channel_well(p_heard core.channel, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION channel_well(p_heard core.channel, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channel_well(p_heard core.channel, p_now timestamp with time zone) IS 'A channel answers: nothing has failed in a row any more, and a pause is only what it asks for (paused_until). Was its circuit open, what waited for it is due now. The caller has come to the channels in the lock order.';

--
-- Name: channels_check(core.person, integer[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channels_check(p_person core.person, p_channels integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_wrong integer;
begin
    if p_channels = '{}' then
        perform core.problem(
            422, 'channels_empty', 'Name at least one channel, or null for the default ones.',
            'channels'
        );
    end if;
    select k.channel_id into v_wrong
    from unnest(p_channels) as k (channel_id)
    where not exists (
        select from core.channel as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and c.channel_id = k.channel_id
    )
    limit 1;
    if v_wrong is not null then
        perform core.problem(
            422, 'channel_unknown', format('There is no channel %s; see the channels.', v_wrong),
            'channels'
        );
    end if;
end;
$$;

ALTER FUNCTION core.channels_check(p_person core.person, p_channels integer[]) OWNER TO oye_owner;

--
-- Name: FUNCTION channels_check(p_person core.person, p_channels integer[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channels_check(p_person core.person, p_channels integer[]) IS 'Refuses (422) channels that the person does not have. Null means the default ones.';

--
-- Name: channels_named(smallint, uuid, integer[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH mine AS (
          SELECT c.channel_id,
             c.kind,
             c.enabled,
             c.is_default
            FROM core.channel c
           WHERE ((c.bucket = channels_named.p_bucket) AND (c.person_id = channels_named.p_person))
         ), named_ones AS (
          SELECT m.channel_id,
             m.kind,
             m.enabled
            FROM mine m
           WHERE ((m.channel_id = ANY (channels_named.p_channels)) OR ((channels_named.p_channels IS NULL) AND m.is_default) OR ((channels_named.p_channels IS NULL) AND (m.kind = 'inbox'::text) AND (NOT (EXISTS ( SELECT
                    FROM mine d
                   WHERE d.is_default)))))
         )
  SELECT COALESCE(array_agg(n.channel_id ORDER BY n.channel_id), '{}'::integer[]) AS "coalesce",
     COALESCE(array_agg(n.channel_id ORDER BY n.channel_id) FILTER (WHERE n.enabled), '{}'::integer[]) AS "coalesce",
     COALESCE(bool_or(((n.kind = 'inbox'::text) AND n.enabled)), false) AS "coalesce"
    FROM named_ones n;
END;

ALTER FUNCTION core.channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean) IS 'The channels that a reminder is named for: its own list, else the person''s default ones (a disabled one too: that is a failure to be told, not a reason to fall back in silence), else the inbox. usable are those enabled; inbox: the inbox is one of them.';

--
-- Name: circuit_limit(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.circuit_limit() RETURNS integer
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT 5;
END;

ALTER FUNCTION core.circuit_limit() OWNER TO oye_owner;

--
-- Name: FUNCTION circuit_limit(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.circuit_limit() IS 'So many sends that fail in a row open a circuit.';

--
-- Name: circuit_wait(integer, interval); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.circuit_wait(p_failures integer, p_most interval) RETURNS interval
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (LEAST(('00:00:05'::interval * ((2)::double precision ^ (LEAST(GREATEST((p_failures - core.circuit_limit()), 0), 20))::double precision)), p_most) * ((0.75)::double precision + (random() / (2)::double precision)));
END;

ALTER FUNCTION core.circuit_wait(p_failures integer, p_most interval) OWNER TO oye_owner;

--
-- Name: FUNCTION circuit_wait(p_failures integer, p_most interval); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.circuit_wait(p_failures integer, p_most interval) IS 'The interval at which an open circuit is tried: 5 s, doubled with each try that fails up to p_most, spread by a quarter either way.';

--
-- Name: claim_floor(text, bigint, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_floor timestamptz;
begin
    select r.floor into v_floor from core.worker_run as r
    where r.kind = 'fire' and r.worker = p_worker and r.floor < p_now
        and r.rewinds = p_rewinds
        and r.full_at > p_now - interval '1 minute' and r.full_at <= p_now;
    return coalesce(v_floor, '-infinity');
end;
$$;

ALTER FUNCTION core.claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone) IS 'Where a claim may begin to look. A worker''s first claim, and one a minute, look at everything, since a row may commit late below the floor; so does the first after a core.claim_rewind (p_rewinds: core.rewind_count).';

--
-- Name: claim_rewind(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_slot bigint;
begin
    if p_at > p_now - interval '5 seconds'
        or exists (select from core.rewind as r where r.xid = pg_current_xact_id()) then
        return;
    end if;
    select r.slot into v_slot from core.rewind as r order by r.slot limit 1 for update skip locked;
    if v_slot is null then
        insert into core.rewind (times, xid) values (1, pg_current_xact_id());
        return;
    end if;
    update core.rewind as r set times = r.times + 1, xid = pg_current_xact_id()
    where r.slot = v_slot;
end;
$$;

ALTER FUNCTION core.claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone) IS 'Something was made due at p_at, which may lie below the floors of the workers: once this is committed, their next claims look at everything. Nothing where p_at is not past. Waits for nobody.';

--
-- Name: cursor_read(text, integer, boolean); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.cursor_read(p_cursor text, p_length integer, p_wide boolean DEFAULT false) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_key text[];
begin
    if p_cursor is null then
        return null;
    end if;
    v_key := core.jsonb_texts(
        convert_from(
            decode(
                rpad(
                    translate(p_cursor, '-_', '+/'),
                    length(p_cursor) + (4 - length(p_cursor) % 4) % 4, '='
                ),
                'base64'
            ),
            'UTF8'
        )::jsonb
    );
    -- The keys are (instant, number): a forged one fails here rather than in the query.
    perform
        v_key[1]::timestamptz,
        case when p_wide then v_key[2]::bigint else v_key[2]::integer end;
    -- What is no array is null here, and so may its members be.
    if cardinality(v_key) is distinct from p_length or array_position(v_key, null) is not null then
        raise data_exception;
    end if;
    return v_key;
exception
    when data_exception or syntax_error_or_access_rule_violation then
        perform core.problem(
            400, 'cursor_wrong', 'Send next_cursor of the page before, as it is.', 'cursor'
        );
        return null;
end;
$$;

ALTER FUNCTION core.cursor_read(p_cursor text, p_length integer, p_wide boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION cursor_read(p_cursor text, p_length integer, p_wide boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.cursor_read(p_cursor text, p_length integer, p_wide boolean) IS 'The key within a cursor; refuses (400) what core.cursor_write did not write. p_wide: its number is a bigint.';

--
-- Name: cursor_write(text[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.cursor_write(p_key text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT translate(encode(convert_to((to_json(p_key))::text, 'UTF8'::name), 'base64'::text), '+/=
'::text, '-_'::text) AS translate;
END;

ALTER FUNCTION core.cursor_write(p_key text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION cursor_write(p_key text[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.cursor_write(p_key text[]) IS 'A page''s last key as an opaque cursor (base64url of a JSON array).';

--
-- Name: dead_letters(timestamp with time zone, timestamp with time zone, text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text) RETURNS SETOF core.occurrence
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select o.* from core.occurrence as o
    where o.due_at >= p_since and o.due_at < coalesce(p_until, 'infinity')
        -- Most are neither, and that costs no call.
        and (o.outcome in ('failed', 'unknown') or o.answer = 'snoozed')
        and core.occurrence_is_dead(o)
        and (
            p_reason is null
            or coalesce((core.snooze_lost(o)).reason, o.outcome_reason)
            in (p_reason, 'then_' || p_reason)
        )
        and (
            p_channel_kind is null or exists (
                select from core.delivery as d
                where d.bucket = o.bucket and d.person_id = o.person_id
                    and d.reminder_id = o.reminder_id and d.due_at = o.due_at
                    and d.channel_kind = p_channel_kind and d.outcome in ('failed', 'unknown')
            )
        );
end;
$$;

ALTER FUNCTION core.dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text) OWNER TO oye_owner;

--
-- Name: FUNCTION dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text) IS 'The dead letters of all people that were due from p_since until p_until (null: to this day), that were sent in vain on a channel of a kind, that failed for a reason (null: any), be it after a send that perhaps arrived. Reads the history of the period.';

--
-- Name: delivery_admit(core.delivery_open[], uuid[], uuid[], double precision[], numeric, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone) RETURNS TABLE(delivery_id uuid, verdict text, at timestamp with time zone, wait double precision, queued text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_busy uuid[] := array(
        select a.delivery_id from unnest(p_deliveries, p_waits) as a (delivery_id, wait)
        where a.wait is not null
    );
    v_down uuid[];
    v_until timestamptz[];
begin
    return query
    select h.delivery_id, 'later', p_now + make_interval(secs => a.wait), a.wait, h.queued
    from unnest(p_held) as h
    inner join unnest(p_deliveries, p_waits) as a (delivery_id, wait)
        on a.delivery_id = h.delivery_id
    where a.wait is not null;

    select coalesce(array_agg(a.delivery_id), '{}'), array_agg(a.at) into v_down, v_until
    from core.channel_admit(
        array(select h from unnest(p_held) as h where h.delivery_id <> all(v_busy)), p_now
    ) as a;
    return query
    select d.delivery_id, 'paused', d.at, extract(epoch from d.at - p_now)::double precision, 'channel'
    from unnest(v_down, v_until) as d (delivery_id, at);

    return query
    select p.*
    from core.delivery_pace(
        array(select h from unnest(p_held) as h where h.delivery_id <> all(v_busy || v_down)),
        p_deliveries, p_messages, p_rate
    ) as p;
end;
$$;

ALTER FUNCTION core.delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone) IS 'Which of these deliveries, held by the caller, may be sent now: go; later (its worker has enough in the air for that host, p_waits in seconds; or Telegram''s pace), paused (its channel takes nothing). at, wait: when it goes, or is asked for again. Locks channels, then the pace.';

--
-- Name: delivery_backoff(text, integer, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer) RETURNS interval
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT make_interval(secs =>
         CASE
             WHEN (p_retry_after IS NOT NULL) THEN (LEAST(GREATEST(p_retry_after, 1), 86400))::double precision
             WHEN ((p_outcome = ANY (ARRAY['moved'::text, 'split'::text])) AND (p_attempts <= 3)) THEN (0)::double precision
             WHEN (p_outcome = 'unknown'::text) THEN (5)::double precision
             ELSE (LEAST((300)::double precision, ((5)::double precision * ((2)::double precision ^ (LEAST(GREATEST(p_attempts, 1), 20))::double precision))) * ((0.75)::double precision + (random() / (2)::double precision)))
         END) AS make_interval;
END;

ALTER FUNCTION core.delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer) IS 'How long a delivery waits before it is due again: what the channel asked for (a day at most), else 10 s doubled with each attempt up to five minutes, spread by a quarter either way.';

--
-- Name: delivery_cancel(smallint, uuid, integer, timestamp with time zone, text, timestamp with time zone, uuid[], text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[] DEFAULT '{}'::uuid[], p_kind text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_open core.delivery_open;
begin
    for v_open in
        select d.* from core.delivery_open as d
        where d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
            and (p_due_at is null or d.due_at = p_due_at)
            and (p_kind is null or d.kind = p_kind)
            and d.kind <> 'update' and d.delivery_id <> all(p_spared)
        order by d.delivery_id
        for update
    loop
        if v_open.state = 'sending' then
            -- It has left or is about to: its report is still awaited, but it is not tried again.
            update core.delivery_open as d set cancelled = p_reason
            where d.bucket = p_bucket and d.person_id = p_person
                and d.delivery_id = v_open.delivery_id;
        else
            perform core.delivery_close(v_open, 'cancelled', p_reason, null, p_now);
        end if;
    end loop;
end;
$$;

ALTER FUNCTION core.delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[], p_kind text) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[], p_kind text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[], p_kind text) IS 'Cancels what is not yet being sent of one occurrence, or of all of a reminder''s (p_due_at null), or those of one kind, but those of p_spared. A leased one is taken back: its worker''s begin is answered with cancelled.';

--
-- Name: delivery_close(core.delivery_open, text, text, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- An earlier send of it perhaps arrived, and nothing that came after can take that back.
    v_perhaps boolean := p_open.unknowns > 0 and p_outcome in ('failed', 'cancelled');
begin
    delete from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id;
    update core.delivery as d
    set
        outcome = case when v_perhaps then 'unknown' else p_outcome end,
        reason = case
            when v_perhaps then 'then_' || coalesce(p_reason, p_outcome) else p_reason
        end,
        provider_id = p_provider_id,
        sent_at = case when p_outcome = 'sent' then p_now end
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at;
end;
$$;

ALTER FUNCTION core.delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone) IS 'Gives a delivery its outcome and ends its claim. One that failed or was cancelled after a send of unknown outcome is unknown, and its reason says what came after: then_bot_blocked, then_deleted. The caller holds the open row, and settles the occurrence afterwards.';

--
-- Name: delivery_find(uuid, uuid); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text) IS 'What a delivery is of, by its id alone; all null where there is no such delivery. message_id: what an open update edits.';

--
-- Name: delivery_gives_up(core.delivery_open, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_since timestamptz;
begin
    select greatest(d.created_at, d.not_before, p_open.held_until) into v_since
    from core.delivery as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at;
    if v_since + core.delivery_useful_for() <= p_now then
        return true;
    end if;
    if p_open.kind = 'nag' then
        return exists (
            select from core.occurrence as o
            where o.bucket = p_open.bucket and o.person_id = p_open.person_id
                and o.reminder_id = p_open.reminder_id and o.due_at = p_open.due_at
                and greatest(o.due_at, o.snoozed_until) + o.nag_for < p_now
        );
    end if;
    -- The series has come due again since, and what it says then is what there is to know.
    return exists (
        select from core.occurrence as o
        where o.bucket = p_open.bucket and o.person_id = p_open.person_id
            and o.reminder_id = p_open.reminder_id and o.due_at > v_since
            and o.outcome in ('pending', 'delivered', 'unknown')
    ) and coalesce(
        (
            select r.catch_up from core.reminder as r
            where r.bucket = p_open.bucket and r.person_id = p_open.person_id
                and r.reminder_id = p_open.reminder_id
        ),
        (
            select f.catch_up from core.reminder_finished as f
            where f.bucket = p_open.bucket and f.person_id = p_open.person_id
                and f.reminder_id = p_open.reminder_id
        ),
        'latest'
    ) <> 'all';
end;
$$;

ALTER FUNCTION core.delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone) IS 'Whether a message that could not be sent is of no use any more. What comes once is useful for core.delivery_useful_for after it was meant to go (quiet hours apart); a series until it comes due again, unless its catch_up is all; a nag within its time. However many sends have failed.';

--
-- Name: delivery_hold(uuid[], uuid[], bigint[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]) RETURNS core.delivery_open[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select array_agg(h.d)
        from (
            select d
            from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
            inner join core.delivery_open as d
                on d.bucket = core.bucket_of(k.person_id) and d.person_id = k.person_id
                and d.delivery_id = k.delivery_id and d.fence = k.fence and d.state = 'leased'
            order by
                d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
                d.message_id, d.delivery_id
            for update of d
        ) as h
    );
end;
$$;

ALTER FUNCTION core.delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]) IS 'Locks those of these deliveries that their claims still hold, and returns them. In order: by person and id, then the updates by person, channel and message.';

--
-- Name: delivery_lapse(smallint[], integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_open core.delivery_open;
begin
    -- Read without locks: settling checks the fence under them.
    for v_open in
        select lapsed.*
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            select d.* from core.delivery_open as d
            where d.bucket = b.bucket and d.state in ('leased', 'sending') and d.lease_until <= p_now
            order by d.lease_until
            limit p_limit
        ) as lapsed
        -- An edit may be made again however often.
        where lapsed.state = 'sending' and lapsed.kind <> 'update'
        order by lapsed.person_id, lapsed.reminder_id
    loop
        begin
            if v_open.unknowns > 0 or v_open.cancelled is not null then
                perform from core.reminder_next as n
                where n.bucket = v_open.bucket and n.person_id = v_open.person_id
                    and n.reminder_id = v_open.reminder_id
                for update nowait;
                perform from core.occurrence as o
                where o.bucket = v_open.bucket and o.person_id = v_open.person_id
                    and o.reminder_id = v_open.reminder_id and o.due_at = v_open.due_at
                for update nowait;
            end if;
            -- An attempt is written by whoever holds its delivery.
            perform from core.delivery_open as d
            where d.bucket = v_open.bucket and d.person_id = v_open.person_id
                and d.delivery_id = v_open.delivery_id
            for update nowait;
            if v_open.unknowns > 0 or v_open.cancelled is not null then
                perform core.delivery_settle(
                    v_open, v_open.fence, 'unknown', 'lease_expired', null, null, p_now
                );
            else
                update core.attempt as a
                set outcome = 'unknown', reason = 'lease_expired', ended_at = p_now
                where a.bucket = v_open.bucket and a.person_id = v_open.person_id
                    and a.delivery_id = v_open.delivery_id and a.due_at = v_open.due_at
                    and a.fence = v_open.fence and a.outcome is null;
            end if;
        exception
            -- One session that hangs would otherwise keep every worker from its claims.
            when lock_not_available then null;
        end;
    end loop;
end;
$$;

ALTER FUNCTION core.delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone) IS 'Notes as unknown the sends whose lease ran out, and settles those that may not be repeated: a second unknown, or one that was cancelled meanwhile. Waits for nobody: what somebody holds is left to a later claim.';

--
-- Name: delivery_lease(text, smallint[], integer, interval, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone) RETURNS SETOF core.delivery_open
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_line record;
    v_left integer := p_limit;
    -- Half of a claim (of one: every other, by chance), since what is for a host that hangs is back
    -- all the time, and others are to be sent as well.
    v_back integer := (p_limit + (random() < 0.5)::integer) / 2;
    v_count integer;
    v_persons uuid[];
    v_deliveries uuid[];
    v_nags boolean;
begin
    for v_line in
        select l.line, l.bucket
        from core.delivery_line(p_buckets, p_limit, p_floor, p_now) as l
    loop
        exit when v_left <= 0;
        continue when v_line.line = 2 and v_back = 0;
        select t.persons, t.deliveries, t.nags into v_persons, v_deliveries, v_nags
        from core.delivery_take(
            v_line.line, v_line.bucket,
            case when v_line.line = 2 then least(v_left, v_back) else v_left end, p_floor, p_now
        ) as t;
        continue when v_persons is null;
        if v_nags then
            perform core.nag_lapse(v_line.bucket, v_persons, v_deliveries, p_now);
        end if;
        -- Locked above, judged and read here.
        return query
        update core.delivery_open as d
        set
            state = case when q.held_until is null then 'leased' else 'ready' end,
            worker = case when q.held_until is null then p_worker end,
            fence = nextval('core.fence'),
            lease_until = case when q.held_until is null then p_now + p_lease end,
            not_before = coalesce(q.held_until, d.not_before),
            held_until = coalesce(q.held_until, d.held_until),
            put_off = q.held_until is null and (d.put_off or v_line.line = 1),
            -- It was being sent when its lease ran out: perhaps it arrived.
            unknowns = d.unknowns + (d.state = 'sending')::integer
        from core.quiet_defer(v_line.bucket, v_persons, v_deliveries, p_now) as q
        where d.bucket = v_line.bucket and d.person_id = q.person_id
            and d.delivery_id = q.delivery_id
        returning d.*;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
        v_back := v_back - case when v_line.line = 2 then v_count else 0 end;
    end loop;
end;
$$;

ALTER FUNCTION core.delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone) IS 'Leases at most p_limit deliveries: those whose lease ran out, then, in half of the limit, those that were put off and are due again, then the others (core.delivery_line). A lease that ran out before the send began is simply retaken; one that ran out in the middle of it counts as an unknown. What quiet hours hold is not leased: it is put off to their end, and returned as ready; a nag whose time is over is cancelled. The caller has settled before what may not be sent (core.delivery_lapse).';

--
-- Name: delivery_line(smallint[], integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) RETURNS TABLE(line integer, bucket smallint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    with put_off as materialized (
        select d.bucket, d.not_before from core.delivery_open as d
        where d.bucket = any(p_buckets) and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
    )

    select found.line, found.bucket
    from (
        select l.line, o.bucket, min(o.not_before) as since
        from put_off as o
        cross join (values (2), (4)) as l (line)
        group by l.line, o.bucket
        union all
        select oldest.line, b.bucket, oldest.since
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            (
                select 1 as line, d.lease_until as since from core.delivery_open as d
                where d.bucket = b.bucket and d.state in ('leased', 'sending')
                    and d.lease_until <= p_now
                order by d.lease_until
                limit 1
            )
            union all
            (
                select 3, d.not_before from core.delivery_open as d
                where d.bucket = b.bucket and d.state = 'ready' and not d.put_off
                    and d.not_before > p_floor and d.not_before <= p_now
                order by d.not_before
                limit 1
            )
        ) as oldest
    ) as found
    order by found.line, found.since;
end;
$$;

ALTER FUNCTION core.delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) IS 'Where something is to be leased, in the order in which it is leased. Line 1: what a dead worker held, before any backlog, however old; whose lease was over first, or one that kills each worker would always be first. Line 2: what was put off and is due again, as far as p_limit reaches. Line 3: all else that is due, by time. Line 4: what line 2 had no share for. A plain read: two index probes a bucket, and one.';

--
-- Name: delivery_make(core.occurrence, integer[], text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    with nth as (
        select coalesce(max(d.nth), 0) + 1 as nth from core.delivery as d
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
            and d.kind = p_kind and d.channel_id = any(p_channels)
    ),

    made as (
        insert into core.delivery (
            bucket, person_id, delivery_id, reminder_id, due_at, channel_id, channel_kind, kind, nth,
            not_before, created_at
        )
        select
            c.bucket, c.person_id, gen_random_uuid(), p_occurrence.reminder_id, p_occurrence.due_at,
            c.channel_id, c.kind, p_kind, n.nth, p_not_before, p_now
        from core.channel as c
        cross join nth as n
        where c.bucket = p_occurrence.bucket and c.person_id = p_occurrence.person_id
            and c.channel_id = any(p_channels) and c.enabled
        returning *
    )

    insert into core.delivery_open (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before
    )
    select
        m.bucket, m.person_id, m.delivery_id, m.due_at, m.reminder_id, m.channel_id, m.channel_kind,
        m.kind, m.nth, m.not_before
    from made as m;
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.wake('oye_fire');
    end if;
    return v_count;
end;
$$;

ALTER FUNCTION core.delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone) IS 'Makes the next deliveries of a kind for an occurrence, on those of p_channels that are enabled; returns how many. They bear the same number, one above the last on these channels. First ones are made by core.reminder_fire, many in one statement.';

--
-- Name: delivery_meant(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    -- The open row's own not_before has moved along with each back-off.
    select d.channel_kind, greatest(d.not_before, o.held_until)
    into channel_kind, meant_at
    from core.delivery as d
    left join core.delivery_open as o
        on o.bucket = d.bucket and o.person_id = d.person_id and o.delivery_id = d.delivery_id
    where d.bucket = core.bucket_of(p_person) and d.person_id = p_person
        and d.delivery_id = p_delivery and d.due_at = p_due_at;
end;
$$;

ALTER FUNCTION core.delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone) IS 'When a delivery was meant to go out: due, snoozed until, or the end of the quiet hours that held it while it was open; and on which kind of channel. Both null for one of kind update.';

--
-- Name: delivery_not_found(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_not_found() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.problem(
        404, 'delivery_not_found', 'This message is not known any more.', 'delivery_id'
    );
end;
$$;

ALTER FUNCTION core.delivery_not_found() OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_not_found(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_not_found() IS 'Refuses with 404, in one wording.';

--
-- Name: delivery_pace(core.delivery_open[], uuid[], uuid[], numeric); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric) RETURNS TABLE(delivery_id uuid, verdict text, at timestamp with time zone, wait double precision, queued text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    with held as (
        select h.*, coalesce(a.message, h.delivery_id) as message, a.n
        from unnest(p_held) as h
        inner join unnest(p_deliveries, p_messages) with ordinality as a (delivery_id, message, n)
            on a.delivery_id = h.delivery_id
    ),

    -- One for each message, in the order in which they are asked for.
    message as (
        select distinct on (h.message)
            h.message, split_part(c.address, ':', 1) as chat, h.queued, h.n
        from held as h
        inner join core.channel as c
            on c.bucket = h.bucket and c.person_id = h.person_id and c.channel_id = h.channel_id
        where h.channel_kind = 'telegram'
        order by h.message, h.n
    ),

    paced as materialized (
        select p.*
        from (
            select
                array_agg(m.message order by m.n) as messages,
                array_agg(m.chat order by m.n) as chats,
                array_agg(m.queued order by m.n) as queued
            from message as m
        ) as ms
        cross join lateral core.pace_take(ms.messages, ms.chats, ms.queued, p_rate) as p
    )

    select h.delivery_id, coalesce(p.verdict, 'go'), p.at, coalesce(p.wait, 0), p.queued
    from held as h
    left join paced as p on p.message = h.message;
end;
$$;

ALTER FUNCTION core.delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric) IS 'When each of these deliveries may be sent: at once, but for those of Telegram, see core.pace_take. p_deliveries gives their order, p_messages the same id to those that are sent as one. Locks the pace.';

--
-- Name: delivery_restore(core.change, boolean, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_was core.delivery_open[] := array(
        select d from jsonb_populate_recordset(
            null::core.delivery_open, coalesce(p_change.before -> 'open', '[]')
        ) as d
        order by d.delivery_id
    );
    v_quiet boolean := p_answered and exists (
        select from core.reminder_next as n
        where n.bucket = p_change.bucket and n.person_id = p_change.person_id
            and n.reminder_id = p_change.reminder_id and n.state = 'paused'
    );
    v_due_at timestamptz;
begin
    if p_answered then
        perform core.delivery_cancel(
            p_change.bucket, p_change.person_id, p_change.reminder_id, p_change.due_at, 'undone',
            p_now,
            p_spared => array(select w.delivery_id from unnest(v_was) as w)
        );
    end if;
    -- Its send was under way and is awaited: if need be it is tried again.
    update core.delivery_open as d set cancelled = null
    from unnest(v_was) as w
    where d.bucket = p_change.bucket and d.person_id = p_change.person_id
        and d.delivery_id = w.delivery_id;
    with again as (
        update core.delivery as d set outcome = null, reason = null
        from unnest(v_was) as w
        inner join core.occurrence as o
            on o.bucket = w.bucket and o.person_id = w.person_id
            and o.reminder_id = w.reminder_id and o.due_at = w.due_at and o.answer <> 'done'
        where d.bucket = p_change.bucket and d.person_id = p_change.person_id
            and d.delivery_id = w.delivery_id and d.due_at = w.due_at
            and not v_quiet
            -- Or perhaps it had arrived before it was cancelled (core.delivery_close).
            and (
                d.outcome = 'cancelled' or d.outcome = 'unknown' and d.reason in (
                    'then_answered', 'then_deleted', 'then_paused', 'then_new_time', 'then_edited',
                    'then_undone'
                )
            )
        returning d.delivery_id, d.not_before
    )

    insert into core.delivery_open (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before, held_until, attempts, unknowns
    )
    select
        w.bucket, w.person_id, w.delivery_id, w.due_at, w.reminder_id, w.channel_id,
        w.channel_kind, w.kind, w.nth, w.not_before, w.held_until, w.attempts,
        -- Before a restore it may have been sent, undone there as it is here.
        greatest(w.unknowns, core.restored_since(a.not_before)::integer)
    from unnest(v_was) as w
    inner join again as a on a.delivery_id = w.delivery_id;
    for v_due_at in
        select w.due_at from unnest(v_was) as w
        union
        select p_change.due_at where p_change.due_at is not null
        order by 1
    loop
        perform core.occurrence_settle(
            p_change.bucket, p_change.person_id, p_change.reminder_id, v_due_at, p_now
        );
    end loop;
end;
$$;

ALTER FUNCTION core.delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone) IS 'Lets what a change cancelled be sent after all; of an answer (p_answered), cancels what it had made. What was sent stays sent; what is done, or paused since, stays quiet. The caller holds narrow row and occurrence.';

--
-- Name: delivery_settle(core.delivery_open, bigint, text, text, integer, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_open core.delivery_open;
    v_occurrence core.occurrence;
    v_final text;
    v_reason text := left(p_reason, 200);
    v_lost record;
begin
    if p_open.kind = 'update' then
        return core.update_settle(p_open, p_fence, p_outcome, p_retry_after, p_now);
    end if;
    -- The lock order: narrow row, occurrence, delivery.
    perform from core.reminder_next as n
    where n.bucket = p_open.bucket and n.person_id = p_open.person_id
        and n.reminder_id = p_open.reminder_id
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_open.bucket and o.person_id = p_open.person_id
        and o.reminder_id = p_open.reminder_id and o.due_at = p_open.due_at
    for update;
    select d.* into v_open from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id
    for update;

    update core.attempt as a
    set
        outcome = p_outcome, reason = v_reason, ended_at = p_now,
        stale = v_open.fence is distinct from p_fence
    where a.bucket = p_open.bucket and a.person_id = p_open.person_id
        and a.delivery_id = p_open.delivery_id and a.due_at = p_open.due_at and a.fence = p_fence
        -- The same report again, where the answer to the first was lost, is no duplicate send.
        and (a.outcome, a.stale) is distinct from (p_outcome, false);
    if v_open.fence is distinct from p_fence or v_open.delivery_id is null then
        return 'stale';
    end if;
    -- Nor does it count twice: it is due again already.
    if v_open.state = 'ready' then
        return 'retry';
    end if;

    v_final := case
        when p_outcome = 'sent' then 'sent'
        when p_outcome in ('rejected', 'permanent') then 'failed'
        when p_outcome = 'unknown' and (v_open.unknowns > 0 or v_open.cancelled is not null)
            then 'unknown'
        when v_open.cancelled is not null then 'cancelled'
        when p_outcome <> 'unknown' and core.delivery_gives_up(v_open, p_now) then 'failed'
    end;
    if v_final is null then
        update core.delivery_open as d
        set
            state = 'ready', worker = null, lease_until = null,
            not_before = p_now + core.delivery_backoff(p_outcome, v_open.attempts, p_retry_after),
            -- What was told when to come again has not failed by itself.
            attempts = greatest(
                d.attempts - (p_outcome = 'limited' or p_retry_after is not null)::integer, 0
            ),
            unknowns = d.unknowns + (p_outcome = 'unknown')::integer,
            alone = d.alone or p_outcome = 'split',
            queued = null,
            -- Its time had come, and nobody but its worker is to blame.
            put_off = p_reason is not distinct from 'stood_still'
        where d.bucket = v_open.bucket and d.person_id = v_open.person_id
            and d.delivery_id = v_open.delivery_id;
        return 'retry';
    end if;

    perform core.delivery_close(
        v_open, v_final,
        case
            when v_final = 'cancelled' then v_open.cancelled
            when v_final <> 'sent' then coalesce(v_reason, p_outcome)
        end,
        p_provider_id, p_now
    );
    perform core.occurrence_settle(
        v_open.bucket, v_open.person_id, v_open.reminder_id, v_open.due_at, p_now
    );
    -- Delivered is final; that it was to be told again, and was not, is told beside it.
    if v_final <> 'sent' and v_open.kind <> 'nag' and v_occurrence.outcome = 'delivered' then
        select l.* into v_lost from core.snooze_lost(v_occurrence) as l;
        if v_lost.outcome is not null then
            perform core.event_add(v_occurrence, v_lost.outcome, p_now, v_lost.reason);
        end if;
    end if;
    if v_final = 'sent' and v_open.kind <> 'first' then
        perform core.event_add(v_occurrence, 'again', p_now);
    end if;
    if v_final = 'sent' and v_occurrence.nag_every is not null and v_open.channel_kind <> 'inbox'
        and coalesce(v_open.cancelled, 'edited') = 'edited' and v_occurrence.answer <> 'done' then
        perform core.nag_add(v_occurrence, v_open.channel_id, p_now, p_now);
    end if;
    return 'settled';
end;
$$;

ALTER FUNCTION core.delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone) IS 'Takes the report of one send: settled, retry (it is due again later), or stale (another claim holds the fence, or it is settled: only the attempt''s row changes). What was sent is followed by its nag; what perhaps arrived before it failed is unknown (core.delivery_close). Locks narrow row, occurrence, delivery; who settles several goes by person and reminder, ascending.';

--
-- Name: delivery_take(integer, smallint, integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) RETURNS TABLE(persons uuid[], deliveries uuid[], nags boolean)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    -- Each is a scan of an index of its own; those that are not asked for are not begun.
    return query
    with expired as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line = 1
            and d.bucket = p_bucket and d.state in ('leased', 'sending')
            and d.lease_until <= p_now
            -- core.delivery_lapse settles these: they may not be sent again.
            and not (
                d.state = 'sending' and (d.unknowns > 0 or d.cancelled is not null)
                and d.kind <> 'update'
            )
        order by d.lease_until
        limit p_limit
        for update skip locked
    ),

    put_off as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line in (2, 4)
            and d.bucket = p_bucket and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
        for update skip locked
    ),

    due as materialized (
        select d.person_id, d.delivery_id, d.kind from core.delivery_open as d
        where p_line = 3
            and d.bucket = p_bucket and d.state = 'ready' and not d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit p_limit
        for update skip locked
    ),

    taken as (
        select e.* from expired as e
        union all
        select o.* from put_off as o
        union all
        select r.* from due as r
    )

    select array_agg(t.person_id), array_agg(t.delivery_id), bool_or(t.kind = 'nag')
    from taken as t;
end;
$$;

ALTER FUNCTION core.delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) IS 'Locks at most p_limit deliveries of one line (core.delivery_line) in one bucket, and passes over what somebody else holds: who they are, and whether a nag is among them. Nulls where there are none.';

--
-- Name: delivery_unsendable(uuid[], uuid[], bigint[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_open core.delivery_open;
    v_telegram_is_down boolean := exists (
        select from core.pace as p
        where p.kind = 'bot' and p.key = 'telegram' and p.failures >= core.circuit_limit()
    );
begin
    for v_open in
        select d.*
        from unnest(p_persons, p_deliveries, p_fences) as k (person_id, delivery_id, fence)
        inner join core.delivery_open as d
            on d.bucket = core.bucket_of(k.person_id) and d.person_id = k.person_id
            and d.delivery_id = k.delivery_id and d.fence = k.fence and d.state = 'leased'
        left join core.channel as c
            on c.bucket = d.bucket and c.person_id = d.person_id and c.channel_id = d.channel_id
        where d.channel_kind = 'inbox' or c.enabled is not true or d.cancelled is not null
            -- Nothing of what waits for a channel that takes nothing fails; its time goes by.
            or d.kind <> 'update' and (
                c.paused_until > p_now or d.channel_kind = 'telegram' and v_telegram_is_down
            ) and core.delivery_gives_up(d, p_now)
        order by
            d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
            d.message_id, d.reminder_id, d.due_at, d.delivery_id
    loop
        perform core.delivery_settle(
            v_open, v_open.fence,
            case
                when v_open.channel_kind = 'inbox' then 'sent'
                when v_open.cancelled is not null then 'unknown'
                else 'rejected'
            end,
            case
                when v_open.cancelled is not null then 'lease_expired'
                when v_open.channel_kind = 'inbox' then null
                else coalesce((
                    select case when c.enabled then 'channel_down' else 'channel_disabled' end
                    from core.channel as c
                    where c.bucket = v_open.bucket and c.person_id = v_open.person_id
                        and c.channel_id = v_open.channel_id
                ), 'channel_removed')
            end,
            null, null, p_now
        );
    end loop;
end;
$$;

ALTER FUNCTION core.delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone) IS 'Settles what a worker has leased and shall not send: the inbox, which takes everything at once, a channel that was disabled or removed, what was cancelled while a lease ran out, what is of no use any more and waits for a channel that takes nothing. Locks as core.delivery_settle, updates last.';

--
-- Name: delivery_useful_for(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.delivery_useful_for() RETURNS interval
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT '5 days'::interval AS "interval";
END;

ALTER FUNCTION core.delivery_useful_for() OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_useful_for(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.delivery_useful_for() IS 'How long a message is worth trying to send at the most: as long as mail is (RFC 5321, 4.5.4.1: "at least 4-5 days"). What ends it sooner: core.delivery_gives_up.';

--
-- Name: digest_gather(core.delivery_open[], text, interval, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone) RETURNS SETOF core.delivery_open
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_chat record;
begin
    for v_chat in
        select l.bucket, l.person_id, l.channel_id, (20 - count(*) % 20) % 20 as room
        from unnest(p_leased) as l
        where l.state = 'leased' and core.is_late(l, p_now)
        group by l.bucket, l.person_id, l.channel_id
    loop
        return query
        with companion as materialized (
            select d.person_id, d.delivery_id from core.delivery_open as d
            where d.bucket = v_chat.bucket and d.person_id = v_chat.person_id
                and d.channel_id = v_chat.channel_id and d.state = 'ready'
                and d.not_before <= p_now and core.is_late(d, p_now)
            order by d.not_before, d.delivery_id
            limit v_chat.room
            for update skip locked
        ),

        -- Quiet hours hold them as they hold what is leased first.
        audible as (
            select q.delivery_id
            from (
                select array_agg(c.person_id) as persons, array_agg(c.delivery_id) as deliveries
                from companion as c
            ) as cs
            cross join lateral core.quiet_defer(
                v_chat.bucket, cs.persons, cs.deliveries, p_now
            ) as q
            where q.held_until is null
        )

        update core.delivery_open as d
        set
            state = 'leased', worker = p_worker, fence = nextval('core.fence'),
            lease_until = p_now + p_lease
        from audible as c
        where d.bucket = v_chat.bucket and d.person_id = v_chat.person_id
            and d.delivery_id = c.delivery_id
        returning d.*;
    end loop;
end;
$$;

ALTER FUNCTION core.digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone) IS 'Leases what is late on the chats of what is late among p_leased, so that one digest is made of it and not several: up to 20 for each message. Looks at the open deliveries of those people alone, and waits for nobody.';

--
-- Name: digest_group(core.delivery_open[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.digest_group(p_leased core.delivery_open[], p_now timestamp with time zone) RETURNS TABLE(delivery_id uuid, digest uuid)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    with late as (
        select
            l.person_id, l.channel_id, l.delivery_id,
            (
                row_number() over (
                    partition by l.person_id, l.channel_id order by l.due_at, l.delivery_id
                ) - 1
            ) / 20 as nth
        from unnest(p_leased) as l
        where l.state = 'leased' and core.is_late(l, p_now)
    )

    select
        l.delivery_id,
        case when count(*) over w > 1 then first_value(l.delivery_id) over w end
    from late as l
    window w as (partition by l.person_id, l.channel_id, l.nth);
end;
$$;

ALTER FUNCTION core.digest_group(p_leased core.delivery_open[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION digest_group(p_leased core.delivery_open[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.digest_group(p_leased core.delivery_open[], p_now timestamp with time zone) IS 'Which of these late deliveries are one message: 2 to 20 of one chat have the same digest; one that is alone has none.';

--
-- Name: due_exists(smallint[], timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return exists (
        select from unnest(p_buckets) as b (bucket)
        cross join lateral (
            (
                select from core.reminder_next as n
                where n.bucket = b.bucket and n.state = 'scheduled'
                    and n.next_occurrence > p_floor and n.next_occurrence <= p_now
                order by n.next_occurrence
                limit 1
            )
            union all
            (
                select from core.delivery_open as d
                where d.bucket = b.bucket and d.state = 'ready' and not d.put_off
                    and d.not_before > p_floor and d.not_before <= p_now
                order by d.not_before
                limit 1
            )
        ) as found
    ) or exists (
        select from core.delivery_open as d
        where d.bucket = any(p_buckets) and d.state = 'ready' and d.put_off
            and d.not_before > p_floor and d.not_before <= p_now
        order by d.not_before
        limit 1
    );
end;
$$;

ALTER FUNCTION core.due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone) IS 'Whether anything is due, in one snapshot and whoever holds it: a claim that found nothing to lock has not seen what another worker holds, and may yet give back by dying.';

--
-- Name: reminder; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.reminder (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    text text NOT NULL,
    said text,
    starts_at timestamp without time zone NOT NULL,
    timezone text,
    recurrence text[] DEFAULT '{}'::text[] NOT NULL,
    after_done text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    channels integer[],
    catch_up text DEFAULT 'latest'::text NOT NULL,
    grace interval DEFAULT '00:15:00'::interval NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    nag_every interval,
    nag_times integer,
    nag_for interval,
    urgent boolean DEFAULT false NOT NULL,
    source text,
    reference text,
    CONSTRAINT reminder_catch_up_is_known CHECK ((catch_up = ANY (ARRAY['latest'::text, 'all'::text, 'skip'::text]))),
    CONSTRAINT reminder_grace_is_bounded CHECK (((grace >= '00:00:00'::interval) AND (grace <= '30 days'::interval))),
    CONSTRAINT reminder_nag_is_bounded CHECK ((((nag_every >= '00:01:00'::interval) AND (nag_every <= '24:00:00'::interval)) AND ((nag_times >= 1) AND (nag_times <= 50)) AND ((nag_for >= nag_every) AND (nag_for <= '168:00:00'::interval)))),
    CONSTRAINT reminder_nag_is_whole CHECK ((num_nulls(nag_every, nag_times, nag_for) = ANY (ARRAY[0, 3]))),
    CONSTRAINT reminder_reference_is_short CHECK (((length(reference) >= 1) AND (length(reference) <= 100))),
    CONSTRAINT reminder_repeats_one_way CHECK (((after_done IS NULL) OR (recurrence = '{}'::text[]))),
    CONSTRAINT reminder_source_is_short CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT reminder_text_is_short CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
);

ALTER TABLE core.reminder OWNER TO oye_owner;

--
-- Name: TABLE reminder; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.reminder IS 'Active reminders, as the person said them. A finished one moves to core.reminder_finished. Every writer locks the row of core.reminder_next first.';

--
-- Name: COLUMN reminder.reminder_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.reminder_id IS 'Counts from 1 for each person, and is never reused.';

--
-- Name: COLUMN reminder.revision; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.revision IS 'Goes up with every edit; the ETag. A calculation that was made for another revision is refused.';

--
-- Name: COLUMN reminder.said; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.said IS 'The words as they were typed.';

--
-- Name: COLUMN reminder.starts_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.starts_at IS 'Local wall time of the first occurrence.';

--
-- Name: COLUMN reminder.timezone; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.timezone IS 'IANA zone (pinned), or null: follows the person (floating).';

--
-- Name: COLUMN reminder.recurrence; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.recurrence IS 'Lines of RFC 5545 (RRULE, RDATE, EXDATE) or one CRON line; none means once.';

--
-- Name: COLUMN reminder.after_done; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.after_done IS 'ISO 8601 duration, counted from the answer.';

--
-- Name: COLUMN reminder.channels; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.channels IS 'Channel ids; null means the person''s default ones.';

--
-- Name: COLUMN reminder.grace; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.grace IS 'How late an occurrence may be before catch_up decides.';

--
-- Name: COLUMN reminder.nag_every; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.nag_every IS 'Until there is an answer it is told again so long after each message; null: told once.';

--
-- Name: COLUMN reminder.nag_times; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.nag_times IS 'At most so often.';

--
-- Name: COLUMN reminder.nag_for; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.nag_for IS 'And no longer than this after it was due.';

--
-- Name: COLUMN reminder.urgent; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.urgent IS 'Quiet hours don''t hold it.';

--
-- Name: COLUMN reminder.source; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.source IS 'Where it was said: telegram:<chat>:<message id>.';

--
-- Name: COLUMN reminder.reference; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder.reference IS 'The message that it is about, in the same form.';

--
-- Name: edit_between(core.reminder, core.reminder); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.edit_between(p_old core.reminder, p_new core.reminder) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.edit_between(p_old core.reminder, p_new core.reminder) OWNER TO oye_owner;

--
-- Name: FUNCTION edit_between(p_old core.reminder, p_new core.reminder); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.edit_between(p_old core.reminder, p_new core.reminder) IS 'What an edit from one version of a reminder to the other changed, of what reaches the occurrence that is there: a patch for core.edit_reach.';

--
-- Name: edit_reach(core.person, integer, jsonb, interval, integer, interval, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not p_patch ?| array['text', 'nag', 'urgent'] then
        return;
    end if;
    -- Occurrences before deliveries, all of them, whatever the steps below change.
    perform from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and o.due_at in (
            select d.due_at from core.delivery_open as d
            where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                and d.reminder_id = p_reminder
            union all
            select (core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)).due_at
        )
    order by o.due_at
    for update;
    if p_patch ->> 'text' is not null then
        perform core.text_reach(p_person, p_reminder, p_patch ->> 'text');
    end if;
    if p_patch ->> 'urgent' is not null then
        perform core.urgent_reach(p_person, p_reminder, (p_patch ->> 'urgent')::boolean, p_now);
    end if;
    if p_patch ? 'nag' then
        perform core.nag_reach(p_person, p_reminder, p_every, p_times, p_for, p_now);
    end if;
end;
$$;

ALTER FUNCTION core.edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) IS 'Lets an edit reach what is there already: text, what is due and not yet being sent; urgent, what quiet hours hold; nag (as it is stored now), the occurrence that waits for its answer. The caller holds the narrow row, or the finished reminder. Locks occurrences, deliveries.';

--
-- Name: event_add(core.occurrence, text, timestamp with time zone, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.event (
        bucket, person_id, xid, event_id, at, kind, reminder_id, due_at, timezone, text,
        missed_before, until, reason
    )
    values (
        p_occurrence.bucket, p_occurrence.person_id, pg_current_xact_id(),
        nextval('core.event_id'), p_now, p_kind, p_occurrence.reminder_id, p_occurrence.due_at,
        p_occurrence.timezone, p_occurrence.text, p_occurrence.missed_before,
        case when p_kind = 'snoozed' then p_occurrence.snoozed_until end, p_reason
    );
    perform core.wake('oye_event', p_occurrence.bucket::text);
end;
$$;

ALTER FUNCTION core.event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text) OWNER TO oye_owner;

--
-- Name: FUNCTION event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text) IS 'Tells those who watch what became of an occurrence.';

--
-- Name: event; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.event (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    xid xid8 NOT NULL,
    event_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    reminder_id integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    timezone text NOT NULL,
    text text NOT NULL,
    missed_before integer DEFAULT 0 NOT NULL,
    until timestamp with time zone,
    reason text,
    CONSTRAINT event_kind_is_known CHECK ((kind = ANY (ARRAY['due'::text, 'again'::text, 'failed'::text, 'unknown'::text, 'done'::text, 'snoozed'::text, 'skipped'::text])))
)
PARTITION BY RANGE (at);

ALTER TABLE core.event OWNER TO oye_owner;

--
-- Name: TABLE event; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.event IS 'What happens, for those who watch. Read by transaction (xid below every running one), since two transactions may commit in another order than they took their numbers.';

--
-- Name: event_json(core.event); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.event_json(p_event core.event) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', ((((p_event).xid)::text || '-'::text) || (p_event).event_id), 'kind', (p_event).kind, 'reminder_id', (p_event).reminder_id, 'due_at', (p_event).due_at, 'timezone', (p_event).timezone, 'text', (p_event).text, 'missed_before', (p_event).missed_before, 'until', (p_event).until, 'reason', (p_event).reason, 'at', (p_event).at) AS jsonb_build_object;
END;

ALTER FUNCTION core.event_json(p_event core.event) OWNER TO oye_owner;

--
-- Name: FUNCTION event_json(p_event core.event); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.event_json(p_event core.event) IS 'An event as the API shows it.';

--
-- Name: now(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT clock_timestamp() AS clock_timestamp;
END;

ALTER FUNCTION core.now() OWNER TO oye_owner;

--
-- Name: FUNCTION now(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.now() IS 'The only clock. A caller reads it once into a variable; tests replace it in their own database.';

--
-- Name: quiet_json(core.person); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.quiet_json(p_person core.person) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN ((p_person).quiet_mode IS NOT NULL) THEN jsonb_build_object('from', to_char(((p_person).quiet_from)::interval, 'HH24:MI'::text), 'until', to_char(((p_person).quiet_until)::interval, 'HH24:MI'::text), 'mode', (p_person).quiet_mode)
             ELSE NULL::jsonb
         END AS "case";
END;

ALTER FUNCTION core.quiet_json(p_person core.person) OWNER TO oye_owner;

--
-- Name: FUNCTION quiet_json(p_person core.person); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.quiet_json(p_person core.person) IS 'Quiet hours as the API shows them; null where there are none.';

--
-- Name: reminder_finished; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.reminder_finished (
    bucket smallint CONSTRAINT reminder_bucket_not_null NOT NULL,
    person_id uuid CONSTRAINT reminder_person_id_not_null NOT NULL,
    reminder_id integer CONSTRAINT reminder_reminder_id_not_null NOT NULL,
    revision integer DEFAULT 1 CONSTRAINT reminder_revision_not_null NOT NULL,
    text text CONSTRAINT reminder_text_not_null NOT NULL,
    said text,
    starts_at timestamp without time zone CONSTRAINT reminder_starts_at_not_null NOT NULL,
    timezone text,
    recurrence text[] DEFAULT '{}'::text[] CONSTRAINT reminder_recurrence_not_null NOT NULL,
    after_done text,
    tags text[] DEFAULT '{}'::text[] CONSTRAINT reminder_tags_not_null NOT NULL,
    channels integer[],
    catch_up text DEFAULT 'latest'::text CONSTRAINT reminder_catch_up_not_null NOT NULL,
    grace interval DEFAULT '00:15:00'::interval CONSTRAINT reminder_grace_not_null NOT NULL,
    updated_at timestamp with time zone CONSTRAINT reminder_updated_at_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT reminder_created_at_not_null NOT NULL,
    why text NOT NULL,
    waiting boolean NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    nag_every interval,
    nag_times integer,
    nag_for interval,
    urgent boolean DEFAULT false NOT NULL,
    source text,
    reference text,
    CONSTRAINT reminder_finished_why_is_known CHECK ((why = ANY (ARRAY['fired'::text, 'ended'::text, 'done'::text, 'deleted'::text])))
);

ALTER TABLE core.reminder_finished OWNER TO oye_owner;

--
-- Name: TABLE reminder_finished; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.reminder_finished IS 'Reminders that are over, kept for 30 days after the last answer so that they can be brought back.';

--
-- Name: COLUMN reminder_finished.reminder_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.reminder_id IS 'Counts from 1 for each person, and is never reused.';

--
-- Name: COLUMN reminder_finished.revision; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.revision IS 'Goes up with every edit; the ETag. A calculation that was made for another revision is refused.';

--
-- Name: COLUMN reminder_finished.said; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.said IS 'The words as they were typed.';

--
-- Name: COLUMN reminder_finished.starts_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.starts_at IS 'Local wall time of the first occurrence.';

--
-- Name: COLUMN reminder_finished.timezone; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.timezone IS 'IANA zone (pinned), or null: follows the person (floating).';

--
-- Name: COLUMN reminder_finished.recurrence; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.recurrence IS 'Lines of RFC 5545 (RRULE, RDATE, EXDATE) or one CRON line; none means once.';

--
-- Name: COLUMN reminder_finished.after_done; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.after_done IS 'ISO 8601 duration, counted from the answer.';

--
-- Name: COLUMN reminder_finished.channels; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.channels IS 'Channel ids; null means the person''s default ones.';

--
-- Name: COLUMN reminder_finished.grace; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.grace IS 'How late an occurrence may be before catch_up decides.';

--
-- Name: COLUMN reminder_finished.waiting; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.reminder_finished.waiting IS 'Its last occurrence has no final answer; it is still listed.';

--
-- Name: person_json(core.person); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.person_json(p_person core.person) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('person_id', (p_person).person_id, 'name', (p_person).name, 'timezone', (p_person).timezone, 'locale', (p_person).locale, 'default_time', to_char(((p_person).default_time)::interval, 'HH24:MI'::text), 'quiet', core.quiet_json(p_person), 'active', ( SELECT count(*) AS count
            FROM core.reminder r
           WHERE ((r.bucket = (person_json.p_person).bucket) AND (r.person_id = (person_json.p_person).person_id))), 'waiting', ( SELECT count(*) AS count
            FROM core.reminder_finished f
           WHERE ((f.bucket = (person_json.p_person).bucket) AND (f.person_id = (person_json.p_person).person_id) AND f.waiting)), 'now', core.now()) AS jsonb_build_object;
END;

ALTER FUNCTION core.person_json(p_person core.person) OWNER TO oye_owner;

--
-- Name: FUNCTION person_json(p_person core.person); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.person_json(p_person core.person) IS 'A person as the API shows them.';

--
-- Name: token; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.token (
    sha256 bytea NOT NULL,
    token_id uuid NOT NULL,
    bucket smallint,
    person_id uuid,
    label text NOT NULL,
    scopes text[] NOT NULL,
    expires_at timestamp with time zone,
    last_used_on date,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT token_is_a_digest CHECK ((length(sha256) = 32)),
    CONSTRAINT token_scopes_are_known CHECK (((scopes <@ ARRAY['read'::text, 'write'::text, 'account'::text, 'act_for'::text]) AND (scopes <> '{}'::text[]))),
    CONSTRAINT token_without_person_acts_for_others CHECK (((person_id IS NULL) = ('act_for'::text = ANY (scopes))))
);

ALTER TABLE core.token OWNER TO oye_owner;

--
-- Name: TABLE token; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.token IS 'What signs a client in. Only the SHA-256 of a token is kept. A service token has no person of its own and the scope act_for.';

--
-- Name: token_json(core.token); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.token_json(p_token core.token) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('id', (p_token).token_id, 'label', (p_token).label, 'scopes', (p_token).scopes, 'expires_at', (p_token).expires_at, 'last_used_on', (p_token).last_used_on, 'created_at', (p_token).created_at) AS jsonb_build_object;
END;

ALTER FUNCTION core.token_json(p_token core.token) OWNER TO oye_owner;

--
-- Name: FUNCTION token_json(p_token core.token); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.token_json(p_token core.token) IS 'A token as the API shows it; its secret is not known here.';

--
-- Name: device_login; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.device_login (
    sha256 bytea NOT NULL,
    user_sha256 bytea NOT NULL,
    label text NOT NULL,
    address inet NOT NULL,
    bucket smallint,
    person_id uuid,
    scopes text[],
    answered_at timestamp with time zone,
    polled_at timestamp with time zone,
    poll_interval interval DEFAULT '00:00:02'::interval NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT device_login_label_is_short CHECK (((length(label) >= 1) AND (length(label) <= 100))),
    CONSTRAINT device_login_yes_is_an_answer CHECK (((person_id IS NULL) OR (answered_at IS NOT NULL))),
    CONSTRAINT device_login_yes_is_whole CHECK (((person_id IS NULL) = (scopes IS NULL)))
);

ALTER TABLE core.device_login OWNER TO oye_owner;

--
-- Name: TABLE device_login; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.device_login IS 'Sign-ins that wait for somebody''s yes (RFC 8628). Only the SHA-256 of both codes is kept; the token is made by the poll that takes it, which deletes the row.';

--
-- Name: COLUMN device_login.address; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.device_login.address IS 'Where it was asked for: an IPv4 address, or the /64 of an IPv6 one.';

--
-- Name: COLUMN device_login.person_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.device_login.person_id IS 'Who said yes. Answered and null: somebody said no.';

--
-- Name: COLUMN device_login.poll_interval; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.device_login.poll_interval IS 'How long the device is to wait between polls; longer each time that it does not.';

--
-- Name: identity; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.identity (
    kind text NOT NULL,
    subject text NOT NULL,
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT identity_kind_is_known CHECK ((kind = 'telegram'::text))
);

ALTER TABLE core.identity OWNER TO oye_owner;

--
-- Name: TABLE identity; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.identity IS 'Which person a user of another system is: (telegram, user id). Looked up without a bucket.';

--
-- Name: export_account(core.person, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.export_account(p_person core.person, p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('exported_at', p_now, 'person', (core.person_json(p_person) || jsonb_build_object('created_at', (p_person).created_at)), 'identities', COALESCE(( SELECT jsonb_agg(jsonb_build_object('kind', i.kind, 'subject', i.subject, 'created_at', i.created_at) ORDER BY i.kind, i.subject) AS jsonb_agg
            FROM core.identity i
           WHERE ((i.bucket = (export_account.p_person).bucket) AND (i.person_id = (export_account.p_person).person_id))), '[]'::jsonb), 'channels', COALESCE(( SELECT jsonb_agg(core.channel_json(c.*) ORDER BY c.channel_id) AS jsonb_agg
            FROM core.channel c
           WHERE ((c.bucket = (export_account.p_person).bucket) AND (c.person_id = (export_account.p_person).person_id))), '[]'::jsonb), 'tokens', COALESCE(( SELECT jsonb_agg(core.token_json(t.*) ORDER BY t.created_at, t.token_id) AS jsonb_agg
            FROM core.token t
           WHERE ((t.bucket = (export_account.p_person).bucket) AND (t.person_id = (export_account.p_person).person_id))), '[]'::jsonb), 'sign_ins', COALESCE(( SELECT jsonb_agg(jsonb_build_object('label', d.label, 'address', host(d.address), 'created_at', d.created_at, 'answered_at', d.answered_at) ORDER BY d.created_at) AS jsonb_agg
            FROM core.device_login d
           WHERE ((d.bucket = (export_account.p_person).bucket) AND (d.person_id = (export_account.p_person).person_id))), '[]'::jsonb)) AS jsonb_build_object;
END;

ALTER FUNCTION core.export_account(p_person core.person, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION export_account(p_person core.person, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.export_account(p_person core.person, p_now timestamp with time zone) IS 'Who a person is, how they sign in and where they are reached, without secrets: the beginning of their export.';

--
-- Name: export_attempts(core.person, text[], integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.export_attempts(p_person core.person, p_after text[], p_limit integer) RETURNS TABLE(key text[], item jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select
        array[a.delivery_id::text, a.fence::text, a.due_at::text],
        to_jsonb(a) - array['bucket', 'person_id', 'fence', 'worker']
    from core.attempt as a
    where a.bucket = p_person.bucket and a.person_id = p_person.person_id
        and (
            p_after is null
            or (a.delivery_id, a.fence, a.due_at)
            > (p_after[1]::uuid, p_after[2]::bigint, p_after[3]::timestamptz)
        )
    order by a.delivery_id, a.fence, a.due_at
    limit p_limit;
end;
$$;

ALTER FUNCTION core.export_attempts(p_person core.person, p_after text[], p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION export_attempts(p_person core.person, p_after text[], p_limit integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.export_attempts(p_person core.person, p_after text[], p_limit integer) IS 'Each send to a person that was begun, by delivery: a part of their export.';

--
-- Name: export_attendees(core.person, text[], integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.export_attendees(p_person core.person, p_after text[], p_limit integer) RETURNS TABLE(key text[], item jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select
        array[a.reminder_id::text, a.user_id],
        jsonb_build_object(
            'reminder_id', a.reminder_id, 'id', a.user_id, 'name', a.name,
            'joined_at', a.joined_at
        )
    from core.attendee as a
    where a.bucket = p_person.bucket and a.person_id = p_person.person_id
        and (
            p_after is null
            or (a.reminder_id, a.user_id) > (p_after[1]::integer, p_after[2])
        )
    order by a.reminder_id, a.user_id
    limit p_limit;
end;
$$;

ALTER FUNCTION core.export_attendees(p_person core.person, p_after text[], p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION export_attendees(p_person core.person, p_after text[], p_limit integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.export_attendees(p_person core.person, p_after text[], p_limit integer) IS 'Who joined a person''s reminders in groups, by reminder: a part of their export.';

--
-- Name: export_page(core.person, text, text[], integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.export_page(p_person core.person, p_part text, p_after text[], p_limit integer) RETURNS TABLE(key text[], item jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_part = 'reminders' then
        return query
        select array[r.reminder_id::text], core.reminder_json(p_person, r.reminder_id)
        from core.reminder as r
        where r.bucket = p_person.bucket and r.person_id = p_person.person_id
            and (p_after is null or r.reminder_id > p_after[1]::integer)
        order by r.reminder_id
        limit p_limit;
    elsif p_part = 'finished' then
        return query
        select array[f.reminder_id::text], to_jsonb(f) - array['bucket', 'person_id']
        from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and (p_after is null or f.reminder_id > p_after[1]::integer)
        order by f.reminder_id
        limit p_limit;
    elsif p_part = 'occurrences' then
        return query
        select array[o.due_at::text, o.reminder_id::text], core.occurrence_json(o)
        from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and (
                p_after is null
                or (o.due_at, o.reminder_id) > (p_after[1]::timestamptz, p_after[2]::integer)
            )
        order by o.due_at, o.reminder_id
        limit p_limit;
    elsif p_part = 'changes' then
        return query
        select
            array[c.change_id::text],
            core.change_json(c) || jsonb_build_object('before', c.before)
        from core.change as c
        where c.bucket = p_person.bucket and c.person_id = p_person.person_id
            and (p_after is null or c.change_id > p_after[1]::bigint)
        order by c.change_id
        limit p_limit;
    elsif p_part = 'events' then
        return query
        select array[e.xid::text, e.event_id::text], core.event_json(e)
        from core.event as e
        where e.bucket = p_person.bucket and e.person_id = p_person.person_id
            and (
                p_after is null
                or (e.xid, e.event_id) > (p_after[1]::xid8, p_after[2]::bigint)
            )
        order by e.xid, e.event_id
        limit p_limit;
    elsif p_part = 'attempts' then
        return query select * from core.export_attempts(p_person, p_after, p_limit);
    elsif p_part = 'attendees' then
        return query select * from core.export_attendees(p_person, p_after, p_limit);
    elsif p_part = 'spans' then
        return query select * from core.export_spans(p_person, p_after, p_limit);
    end if;
end;
$$;

ALTER FUNCTION core.export_page(p_person core.person, p_part text, p_after text[], p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION export_page(p_person core.person, p_part text, p_after text[], p_limit integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.export_page(p_person core.person, p_part text, p_after text[], p_limit integer) IS 'The rows of one part of a person''s export after the one with the key p_after, in order: reminders, finished, occurrences (with their deliveries), changes, events, attempts, attendees, spans.';

--
-- Name: export_spans(core.person, text[], integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.export_spans(p_person core.person, p_after text[], p_limit integer) RETURNS TABLE(key text[], item jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select
        array[s.reminder_id::text, s.span_id::text],
        to_jsonb(s) - array['bucket', 'person_id', 'span_id']
    from core.span as s
    where s.bucket = p_person.bucket and s.person_id = p_person.person_id
        and (
            p_after is null
            or (s.reminder_id, s.span_id) > (p_after[1]::integer, p_after[2]::bigint)
        )
    order by s.reminder_id, s.span_id
    limit p_limit;
end;
$$;

ALTER FUNCTION core.export_spans(p_person core.person, p_after text[], p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION export_spans(p_person core.person, p_after text[], p_limit integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.export_spans(p_person core.person, p_after text[], p_limit integer) IS 'The kept revisions of a person''s schedules, by reminder: a part of their export.';

--
-- Name: fire_plan(timestamp with time zone, timestamp with time zone[], boolean, boolean, text, interval, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean) IS 'What a due reminder does now: the instant to tell, those missed, what follows; or o_compute where downtime outlasted all that is known. latest tells the newest and counts the others, all tells each in turn, skip tells none that is beyond its grace. A one-off is always told, however late.';

--
-- Name: floating_follow(core.person, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.floating_follow(p_person core.person, p_from text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_reminders integer[];
    v_persons uuid[];
begin
    with floating as materialized (
        select n.reminder_id from core.reminder_next as n
        inner join core.reminder as r
            on r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and r.timezone is null
        order by n.reminder_id
        for update of n
    )
    select array_agg(f.reminder_id), array_agg(p_person.person_id)
    into v_reminders, v_persons
    from floating as f;
    if v_reminders is null then
        return;
    end if;
    perform core.span_end(
        p_person.bucket, v_persons, v_reminders,
        array_fill('moved'::text, array[cardinality(v_reminders)]), v_now
    );
    update core.reminder_next as n
    set
        state = case when n.state in ('paused', 'waiting') then n.state else 'compute' end,
        state_reason = null,
        next_occurrence = null,
        upcoming = '{}',
        ended = false,
        -- The same wall time in the new zone: what follows is the first slot after the last
        -- accounted one, never twice on a date; a slot that was jumped over fires late.
        -- A wait counts from an instant, which no journey moves.
        accounted_until = case
            when r.after_done is not null and n.counts_from is not null then n.accounted_until
            else (n.accounted_until at time zone p_from) at time zone p_person.timezone
        end
    from core.reminder as r
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = any(v_reminders)
        and r.bucket = n.bucket and r.person_id = n.person_id and r.reminder_id = n.reminder_id;
    perform core.span_begin(p_person.bucket, v_persons, v_reminders, v_now);
    perform core.wake('oye_calc');
end;
$$;

ALTER FUNCTION core.floating_follow(p_person core.person, p_from text) OWNER TO oye_owner;

--
-- Name: FUNCTION floating_follow(p_person core.person, p_from text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.floating_follow(p_person core.person, p_from text) IS 'Lets floating reminders follow their person from one zone to another. The caller holds the person.';

--
-- Name: grace_of(core.person, interval, boolean, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone) RETURNS interval
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_from timestamptz;
begin
    if p_urgent or p_person.quiet_mode is distinct from 'defer' then
        return p_grace;
    end if;
    -- Just before: what waits for an end at that very moment is in time.
    v_from := (core.quiet_hours(p_person, p_now - p_grace - interval '1 microsecond')).o_from;
    return coalesce(
        make_interval(secs => extract(epoch from p_now - v_from)::double precision), p_grace
    );
end;
$$;

ALTER FUNCTION core.grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone) IS 'How long before p_now an instant may lie that is still in time. What came due in quiet hours that defer it counts from their end: where p_grace reaches back into some, this reaches to their beginning.';

--
-- Name: group_author(smallint, uuid); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.group_author(p_bucket smallint, p_person uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select i.subject from core.identity as i
        where i.bucket = p_bucket and i.person_id = p_person and i.kind = 'telegram'
        order by i.created_at, i.subject
        limit 1
    );
end;
$$;

ALTER FUNCTION core.group_author(p_bucket smallint, p_person uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION group_author(p_bucket smallint, p_person uuid); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.group_author(p_bucket smallint, p_person uuid) IS 'The Telegram user id of a person: in a group the buttons say whose reminder it is. Null where they have none.';

--
-- Name: health(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_health jsonb := core.health_work(v_now) || core.health_vacuum()
        || jsonb_build_object(
            'workers', core.health_workers(v_now), 'circuits_open', core.health_circuits()
        );
    v_problems text[];
begin
    select array_agg(
        case
            when w ->> 'last_run_at' is null then format('worker-%s never ran', w ->> 'kind')
            else format(
                'worker-%s is silent for %s s', w ->> 'kind', round((w ->> 'seconds_ago')::numeric)
            )
        end
    )
    into v_problems
    from jsonb_array_elements(v_health -> 'workers') as w
    where coalesce((w ->> 'seconds_ago')::numeric, 1e9) > 300;
    if (v_health ->> 'oldest_due_seconds')::numeric > 120 then
        v_problems := v_problems || format(
            '%s due, the oldest for %s s',
            v_health ->> 'due', round((v_health ->> 'oldest_due_seconds')::numeric)
        );
    end if;
    if (v_health ->> 'oldest_lease_seconds')::numeric > 120 then
        v_problems := v_problems || format(
            'a lease is over for %s s and nobody takes the delivery up',
            round((v_health ->> 'oldest_lease_seconds')::numeric)
        );
    end if;
    -- A webhook that takes nothing is its owner's to mend, and makes nobody else's service unwell.
    if (v_health #>> '{circuits_open, telegram}')::integer > 0 then
        v_problems := v_problems || 'Telegram takes nothing, and is asked once a minute'::text;
    end if;
    if (v_health ->> 'xmin_seconds')::numeric > 3600 then
        v_problems := v_problems || format(
            'a transaction is open for %s s and keeps dead rows from being removed',
            round((v_health ->> 'xmin_seconds')::numeric)
        );
    end if;
    return v_health || jsonb_build_object(
        'status', case when v_problems is null then 'ok' else 'degraded' end,
        'problems', coalesce(v_problems, '{}'),
        'now', v_now
    );
end;
$$;

ALTER FUNCTION core.health() OWNER TO oye_owner;

--
-- Name: FUNCTION health(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health() IS 'Silence is an alarm: what is due and how old the oldest is, the oldest lease that is over, the backlog of worker-calc, when each kind of worker last asked for work, which circuits are open, what holds vacuum back; problems says in words what is amiss.';

--
-- Name: health_all(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_all() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return core.health() || core.health_sends(core.now())
        || jsonb_build_object('history_rows', core.health_history());
end;
$$;

ALTER FUNCTION core.health_all() OWNER TO oye_owner;

--
-- Name: FUNCTION health_all(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_all() IS 'core.health, and what is only of interest over time: sends, lateness, the size of history.';

--
-- Name: health_circuits(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_circuits() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_limit integer := core.circuit_limit();
    v_webhooks bigint;
begin
    -- A channel that is disabled is tried no more, however often it failed before.
    select count(*) into v_webhooks
    from (
        select from core.channel as c
        where c.failures > 0 and c.failures >= v_limit and c.enabled
        limit 10000
    ) as t;
    return jsonb_build_object(
        'telegram', (
            select count(*) from core.pace as p
            where p.kind = 'bot' and p.key = 'telegram' and p.failures >= v_limit
        ),
        'webhook', v_webhooks
    );
end;
$$;

ALTER FUNCTION core.health_circuits() OWNER TO oye_owner;

--
-- Name: FUNCTION health_circuits(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_circuits() IS 'How many circuits are open, by kind of channel: Telegram has one for all its chats, each webhook its own. An index probe, and a count up to 10,000.';

--
-- Name: health_history(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_history() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select jsonb_object_agg(h.name, h.kept)
        from (
            select
                p.relname as name,
                sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0))::bigint as kept
            from pg_class as p
            inner join pg_inherits as i on i.inhparent = p.oid
            inner join pg_class as c on c.oid = i.inhrelid
            where p.relnamespace = 'core'::regnamespace and p.relkind = 'p'
            group by p.relname
        ) as h
    );
end;
$$;

ALTER FUNCTION core.health_history() OWNER TO oye_owner;

--
-- Name: FUNCTION health_history(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_history() IS 'How many rows of history each partitioned table keeps, as the server estimates it: reads the catalogue, a row for each month, and no history.';

--
-- Name: health_sends(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_sends(p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_sends jsonb;
    v_lateness jsonb;
    v_recent bigint[];
begin
    -- One statement, so that all of it is of one moment.
    with told as (
        select
            t.channel_kind, t.outcome, t.place, sum(t.sends) as sends, sum(t.seconds) as seconds,
            coalesce(
                sum(t.sends) filter (where t.bin_at > p_now - interval '15 minutes'), 0
            ) as recent
        from core.tally as t
        group by t.channel_kind, t.outcome, t.place
    ),

    by_outcome as (
        select t.channel_kind, t.outcome, sum(t.sends) as sends from told as t
        group by t.channel_kind, t.outcome
    ),

    places as (
        select p.place::smallint
        from generate_series(1, cardinality(core.lateness_bounds()) + 1) as p (place)
    ),

    by_lateness as (
        select
            c.channel_kind, array_agg(coalesce(t.sends, 0) order by p.place) as counts,
            sum(t.seconds) as seconds
        from (select distinct t.channel_kind from told as t where t.place > 0) as c
        cross join places as p
        left join told as t
            on t.channel_kind = c.channel_kind and t.place = p.place and t.outcome = 'sent'
        group by c.channel_kind
    )

    select
        (
            select jsonb_agg(
                jsonb_build_object('channel', o.channel_kind, 'outcome', o.outcome, 'count', o.sends)
                order by o.channel_kind, o.outcome
            )
            from by_outcome as o
        ),
        (
            select jsonb_agg(
                jsonb_build_object('channel', l.channel_kind, 'counts', l.counts, 'seconds', l.seconds)
                order by l.channel_kind
            )
            from by_lateness as l
        ),
        array(
            select coalesce(sum(t.recent), 0) from places as p
            left join told as t on t.place = p.place
            group by p.place
            order by p.place
        )
    into v_sends, v_lateness, v_recent;
    return jsonb_build_object(
        'sends', coalesce(v_sends, '[]'),
        'lateness_bounds', core.lateness_bounds(),
        'lateness', coalesce(v_lateness, '[]'),
        'lateness_p50', core.lateness_quantile(v_recent, 0.5),
        'lateness_p99', core.lateness_quantile(v_recent, 0.99)
    );
end;
$$;

ALTER FUNCTION core.health_sends(p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION health_sends(p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_sends(p_now timestamp with time zone) IS 'Sends by kind of channel and outcome, and how late they were: numbers that only rise, and p50 and p99 of the last 15 minutes (null where nothing was sent). Reads the bins of 20 minutes.';

--
-- Name: health_vacuum(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_vacuum() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_age bigint;
    v_seconds double precision;
begin
    -- One holds vacuum back by its snapshot, or by its number once it has written.
    select max(h.age), max(h.seconds) into v_age, v_seconds
    from (
        select
            greatest(age(a.backend_xmin), age(a.backend_xid)) as age,
            extract(epoch from clock_timestamp() - a.xact_start) as seconds
        from pg_stat_activity as a
        where coalesce(a.backend_xmin, a.backend_xid) is not null
            and a.pid <> pg_backend_pid()
            -- Replicas that report their snapshots are of no database; vacuum waits for no vacuum.
            and (a.datname = current_database() or a.datname is null)
            and a.backend_type is distinct from 'autovacuum worker'
        union all
        select age(p.transaction), extract(epoch from clock_timestamp() - p.prepared)
        from pg_prepared_xacts as p
        where p.database = current_database()
        union all
        select age(s.xmin), null from pg_replication_slots as s where s.xmin is not null
    ) as h;
    return jsonb_build_object(
        'xmin_age', coalesce(v_age, 0),
        'xmin_seconds', case when v_age is null then 0 else round(v_seconds::numeric, 1) end,
        'dead_rows', jsonb_build_object(
            'reminder_next', pg_stat_get_dead_tuples('core.reminder_next'::regclass),
            'delivery_open', pg_stat_get_dead_tuples('core.delivery_open'::regclass),
            'worker_run', pg_stat_get_dead_tuples('core.worker_run'::regclass),
            'pace', pg_stat_get_dead_tuples('core.pace'::regclass),
            'tally', pg_stat_get_dead_tuples('core.tally'::regclass)
        )
    );
end;
$$;

ALTER FUNCTION core.health_vacuum() OWNER TO oye_owner;

--
-- Name: FUNCTION health_vacuum(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_vacuum() IS 'What makes claims slow: how many transactions, and seconds, the oldest one goes back that keeps dead rows from being removed, and the dead rows of the tables that change most. Everybody sees the transactions; the seconds are null where a transaction of another role is open and oye_owner is no member of pg_read_all_stats, and of a replication slot. By the server''s own clock.';

--
-- Name: health_work(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_work(p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_due bigint;
    v_oldest double precision;
    v_lease double precision;
    v_backlog bigint;
    v_invalid bigint;
begin
    -- Bounded reads: how many is told up to 10,000; nobody needs it more exact when it is that bad.
    select count(*), coalesce(extract(epoch from p_now - min(t.at)), 0) into v_due, v_oldest
    from (
        (
            select n.next_occurrence as at
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select m.next_occurrence from core.reminder_next as m
                where m.bucket = b.bucket and m.state = 'scheduled' and m.next_occurrence <= p_now
                order by m.next_occurrence
                limit 160
            ) as n
        )
        union all
        (
            select d.not_before
            from generate_series(0, 63) as b (bucket)
            cross join lateral (
                select o.not_before from core.delivery_open as o
                where o.bucket = b.bucket and o.state = 'ready' and not o.put_off
                    and o.not_before <= p_now
                order by o.not_before
                limit 160
            ) as d
        )
        union all
        (
            select o.not_before from core.delivery_open as o
            where o.state = 'ready' and o.put_off and o.not_before <= p_now
            order by o.not_before
            limit 10000
        )
    ) as t;
    select greatest(extract(epoch from p_now - min(l.lease_until)), 0) into v_lease
    from generate_series(0, 63) as b (bucket)
    cross join lateral (
        select o.lease_until from core.delivery_open as o
        where o.bucket = b.bucket and o.state in ('leased', 'sending')
        order by o.lease_until
        limit 1
    ) as l;
    select count(*) into v_backlog
    from (select from core.reminder_next as n where n.state = 'compute' limit 10000) as t;
    select count(*) into v_invalid
    from (select from core.reminder_next as n where n.state = 'invalid' limit 10000) as t;
    return jsonb_build_object(
        'due', v_due,
        'oldest_due_seconds', round(v_oldest::numeric, 1),
        'oldest_lease_seconds', coalesce(round(v_lease::numeric, 1), 0),
        'calc_backlog', v_backlog,
        'invalid', v_invalid
    );
end;
$$;

ALTER FUNCTION core.health_work(p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION health_work(p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_work(p_now timestamp with time zone) IS 'What is due and for how long the oldest is; for how long the oldest lease is over that nobody has taken up again (0: none is); what waits for worker-calc; what is invalid. Index probes, and counts up to 10,000.';

--
-- Name: health_workers(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.health_workers(p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select jsonb_agg(
            jsonb_build_object(
                'kind', k.kind,
                'last_run_at', w.at,
                'seconds_ago', case
                    when w.at is not null
                        then greatest(round(extract(epoch from p_now - w.at), 1), 0)
                end
            )
            order by k.kind
        )
        from (values ('calc'), ('fire')) as k (kind)
        left join lateral (
            select max(r.last_run_at) as at from core.worker_run as r where r.kind = k.kind
        ) as w on true
    );
end;
$$;

ALTER FUNCTION core.health_workers(p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION health_workers(p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.health_workers(p_now timestamp with time zone) IS 'When each kind of worker last asked for work. Reads a row for each worker of the last days.';

--
-- Name: history_revert(core.person, bigint); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.history_revert(p_person core.person, p_change bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_change core.change;
    v_made jsonb := '{}';
begin
    -- The person first: a zone change waits for this, or this waits for it.
    select p.* into p_person from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    select c.* into v_change from core.change as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id
        and c.change_id = p_change;
    if not found then
        perform core.problem(
            404, 'change_not_found', format('There is no change %s of the last 30 days.', p_change),
            'change_id'
        );
    end if;
    if v_change.reverted_at is null then
        v_made := core.change_revert(p_person, v_change, v_now);
        v_change.reverted_at := v_now;
    end if;
    return core.change_json(v_change) || v_made || jsonb_build_object(
        'reminder', core.reminder_json(p_person, v_change.reminder_id)
    );
end;
$$;

ALTER FUNCTION core.history_revert(p_person core.person, p_change bigint) OWNER TO oye_owner;

--
-- Name: FUNCTION history_revert(p_person core.person, p_change bigint); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.history_revert(p_person core.person, p_change bigint) IS 'Reverts one change of a person, if it is not reverted yet, and tells what came of it.';

--
-- Name: history_shorten(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.history_shorten(p_since timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.history_kept as h (since) values (p_since)
    on conflict (only_row) do update set since = greatest(h.since, excluded.since);
    delete from core.span as s where s.ended_at < p_since;
end;
$$;

ALTER FUNCTION core.history_shorten(p_since timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION history_shorten(p_since timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.history_shorten(p_since timestamp with time zone) IS 'History before p_since is being dropped: no audit looks there any more, and the spans that ended before it go.';

--
-- Name: idempotency_begin(core.person, text, text, bytea, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_row core.idempotency_key;
begin
    if p_key is null then
        return null;
    end if;
    -- A key points to the person, and whoever removes them holds them.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    if not found then
        perform core.token_unknown();
    end if;
    delete from core.idempotency_key as k
    where k.bucket = p_person.bucket and k.person_id = p_person.person_id
        and k.operation = p_operation and k.idempotency_key = p_key
        and k.created_at < p_now - interval '24 hours';
    -- Waits for another request with the same key until that one has its result.
    insert into core.idempotency_key (
        bucket, person_id, operation, idempotency_key, request_sha256, created_at
    )
    values (
        p_person.bucket, p_person.person_id, p_operation, p_key, coalesce(p_request_sha256, ''), p_now
    )
    on conflict do nothing;
    if found then
        return null;
    end if;
    select k.* into v_row from core.idempotency_key as k
    where k.bucket = p_person.bucket and k.person_id = p_person.person_id
        and k.operation = p_operation and k.idempotency_key = p_key;
    if v_row.request_sha256 <> coalesce(p_request_sha256, '') then
        perform core.problem(
            422, 'idempotency_key_reused',
            'This key was used with another body; take a new key for a new request.',
            'Idempotency-Key'
        );
    end if;
    return v_row.response;
end;
$$;

ALTER FUNCTION core.idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone) IS 'The first result for this key and body, or null where this is the first request (or no key is given). Refuses (422) the same key with another body. Locks the person.';

--
-- Name: idempotency_key; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.idempotency_key (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    operation text NOT NULL,
    idempotency_key text NOT NULL,
    request_sha256 bytea NOT NULL,
    response jsonb,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE core.idempotency_key OWNER TO oye_owner;

--
-- Name: TABLE idempotency_key; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.idempotency_key IS 'First results of creates, kept for 24 hours: the same key and body get the same answer.';

--
-- Name: idempotency_end(core.person, text, text, jsonb); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 UPDATE core.idempotency_key k SET response = idempotency_end.p_response
   WHERE ((k.bucket = (idempotency_end.p_person).bucket) AND (k.person_id = (idempotency_end.p_person).person_id) AND (k.operation = idempotency_end.p_operation) AND (k.idempotency_key = idempotency_end.p_key));
END;

ALTER FUNCTION core.idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb) IS 'Keeps the result for whoever asks with the same key again.';

--
-- Name: identity_json(core.person, boolean); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.identity_json(p_person core.person, p_created boolean) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('person_id', (p_person).person_id, 'created', p_created, 'name', (p_person).name, 'timezone', (p_person).timezone, 'locale', (p_person).locale) AS jsonb_build_object;
END;

ALTER FUNCTION core.identity_json(p_person core.person, p_created boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION identity_json(p_person core.person, p_created boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.identity_json(p_person core.person, p_created boolean) IS 'A person as a service is told of them.';

--
-- Name: identity_leave(core.person); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.identity_leave(p_person core.person) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    select
        (
            select count(*) from core.reminder as r
            where r.bucket = p_person.bucket and r.person_id = p_person.person_id
        ) + (
            select count(*) from core.reminder_finished as f
            where f.bucket = p_person.bucket and f.person_id = p_person.person_id and f.waiting
        )
    into v_count;
    if v_count > 0 then
        perform core.problem(
            409, 'chat_has_reminders',
            format('This chat has %s reminders of its own, which would be lost to it. Remove them '
                || 'first, then ask for a new code.', v_count),
            'code'
        );
    end if;
    delete from core.channel as c
    where c.bucket = p_person.bucket and c.person_id = p_person.person_id and c.kind = 'telegram';
end;
$$;

ALTER FUNCTION core.identity_leave(p_person core.person) OWNER TO oye_owner;

--
-- Name: FUNCTION identity_leave(p_person core.person); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.identity_leave(p_person core.person) IS 'Lets a chat go over to another person; refuses (409) while it has reminders of its own.';

--
-- Name: identity_person(text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.identity_person(p_act_for text) RETURNS core.person
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.*::core.person AS p
    FROM (core.identity i
      JOIN core.person p ON (((p.bucket = i.bucket) AND (p.person_id = i.person_id))))
   WHERE ((i.kind = split_part(identity_person.p_act_for, ':'::text, 1)) AND (i.subject = split_part(identity_person.p_act_for, ':'::text, 2)));
END;

ALTER FUNCTION core.identity_person(p_act_for text) OWNER TO oye_owner;

--
-- Name: FUNCTION identity_person(p_act_for text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.identity_person(p_act_for text) IS 'The person known as p_act_for (telegram:<user id>); all null where nobody is.';

--
-- Name: is_late(core.delivery_open, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.is_late(p_open core.delivery_open, p_now timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- Cheap ones first: what is on time reads nothing more.
    return p_open.channel_kind = 'telegram' and p_open.kind in ('first', 'snooze')
        and not p_open.alone and p_open.due_at < p_now - interval '5 minutes'
        and exists (
            select from core.delivery as d
            where d.bucket = p_open.bucket and d.person_id = p_open.person_id
                and d.delivery_id = p_open.delivery_id and d.due_at = p_open.due_at
                and d.not_before < p_now - interval '5 minutes'
        );
end;
$$;

ALTER FUNCTION core.is_late(p_open core.delivery_open, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION is_late(p_open core.delivery_open, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.is_late(p_open core.delivery_open, p_now timestamp with time zone) IS 'Whether a delivery may go into a digest: a reminder for Telegram that comes over five minutes after it was meant to, whatever held it, and was not refused in a digest before.';

--
-- Name: is_once(core.reminder); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.is_once(p_reminder core.reminder) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (((p_reminder).recurrence = '{}'::text[]) AND ((p_reminder).after_done IS NULL));
END;

ALTER FUNCTION core.is_once(p_reminder core.reminder) OWNER TO oye_owner;

--
-- Name: FUNCTION is_once(p_reminder core.reminder); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.is_once(p_reminder core.reminder) IS 'Whether a reminder comes due once only.';

--
-- Name: jsonb_texts(jsonb); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.jsonb_texts(p_array jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (jsonb_typeof(p_array) = 'array'::text) THEN ARRAY( SELECT jsonb_array_elements_text(p_array) AS jsonb_array_elements_text)
             ELSE NULL::text[]
         END AS "case";
END;

ALTER FUNCTION core.jsonb_texts(p_array jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION jsonb_texts(p_array jsonb); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.jsonb_texts(p_array jsonb) IS 'A JSON array as texts; null for what is no array.';

--
-- Name: jsonb_integers(jsonb); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.jsonb_integers(p_array jsonb) RETURNS integer[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (core.jsonb_texts(p_array))::integer[] AS jsonb_texts;
END;

ALTER FUNCTION core.jsonb_integers(p_array jsonb) OWNER TO oye_owner;

--
-- Name: FUNCTION jsonb_integers(p_array jsonb); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.jsonb_integers(p_array jsonb) IS 'A JSON array as integers; null for what is no array.';

--
-- Name: lateness_bounds(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.lateness_bounds() RETURNS double precision[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT '{1,2,5,10,30,60,120,300,900,3600,21600,86400}'::double precision[] AS float8;
END;

ALTER FUNCTION core.lateness_bounds() OWNER TO oye_owner;

--
-- Name: FUNCTION lateness_bounds(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.lateness_bounds() IS 'The upper bounds of the places of a histogram of lateness, in seconds; the last place is above them all. Counts that are stored were made with them: others would need a table of their own.';

--
-- Name: lateness_place(double precision); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.lateness_place(p_seconds double precision) RETURNS smallint
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (
         CASE
             WHEN (lateness_place.p_seconds IS NULL) THEN (0)::bigint
             ELSE (count(*) + 1)
         END)::smallint AS int2
    FROM unnest(core.lateness_bounds()) b(bound)
   WHERE (b.bound < lateness_place.p_seconds);
END;

ALTER FUNCTION core.lateness_place(p_seconds double precision) OWNER TO oye_owner;

--
-- Name: FUNCTION lateness_place(p_seconds double precision); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.lateness_place(p_seconds double precision) IS 'The place of a histogram by core.lateness_bounds that so many seconds of lateness lie in, from 1; 0 for null.';

--
-- Name: lateness_quantile(bigint[], double precision); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.lateness_quantile(p_counts bigint[], p_share double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_bounds double precision[] := core.lateness_bounds();
    v_wanted double precision := p_share * (select sum(c) from unnest(p_counts) as c);
    v_below double precision := 0;
    v_low double precision := 0;
begin
    if coalesce(v_wanted, 0) = 0 then
        return null;
    end if;
    for i in 1..cardinality(v_bounds) loop
        if v_below + p_counts[i] >= v_wanted then
            return v_low + (v_bounds[i] - v_low) * (v_wanted - v_below) / p_counts[i];
        end if;
        v_below := v_below + p_counts[i];
        v_low := v_bounds[i];
    end loop;
    return v_low;
end;
$$;

ALTER FUNCTION core.lateness_quantile(p_counts bigint[], p_share double precision) OWNER TO oye_owner;

--
-- Name: FUNCTION lateness_quantile(p_counts bigint[], p_share double precision); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.lateness_quantile(p_counts bigint[], p_share double precision) IS 'So late, in seconds, at most was the share of what was counted (0.99: all but a hundredth), evenly spread within a place, as Prometheus'' histogram_quantile; above the last bound it says that bound. Null where nothing was counted.';

--
-- Name: login_find(core.person, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.login_find(p_person core.person, p_user_code text, p_now timestamp with time zone) RETURNS core.device_login
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_login core.device_login;
begin
    -- One at a time for each person, so that many guesses at once are counted, too.
    perform pg_advisory_xact_lock(hashtextextended('login:' || p_person.person_id, 0));
    if exists (
        select from core.login_guess as g
        where g.bucket = p_person.bucket and g.person_id = p_person.person_id
            and g.since > p_now - interval '1 hour' and g.guesses >= 10
    ) then
        perform core.problem(
            429, 'too_many_guesses', 'Too many codes that are none. Try again in an hour.',
            'user_code'
        );
    end if;
    select d.* into v_login from core.device_login as d
    where d.user_sha256 = core.user_code_digest(p_user_code)
        and d.expires_at > p_now and d.answered_at is null
    for update;
    if not found then
        insert into core.login_guess as g (bucket, person_id, guesses, since)
        values (p_person.bucket, p_person.person_id, 1, p_now)
        on conflict (bucket, person_id) do update
        set
            guesses = case
                when g.since > p_now - interval '1 hour' then g.guesses + 1 else 1
            end,
            since = case when g.since > p_now - interval '1 hour' then g.since else p_now end;
    end if;
    return v_login;
end;
$$;

ALTER FUNCTION core.login_find(p_person core.person, p_user_code text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION login_find(p_person core.person, p_user_code text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.login_find(p_person core.person, p_user_code text, p_now timestamp with time zone) IS 'The sign-in with this user code that waits for its answer; all null where there is none, which is counted: ten within an hour, and the person is refused (429).';

--
-- Name: login_json(core.device_login); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.login_json(p_login core.device_login) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('label', (p_login).label, 'address', host((p_login).address), 'created_at', (p_login).created_at) AS jsonb_build_object;
END;

ALTER FUNCTION core.login_json(p_login core.device_login) OWNER TO oye_owner;

--
-- Name: FUNCTION login_json(p_login core.device_login); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.login_json(p_login core.device_login) IS 'A sign-in as the person is told of it who is to approve it.';

--
-- Name: refused(integer, text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.refused(p_status integer, p_slug text, p_detail text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT jsonb_build_object('refused', jsonb_build_object('status', p_status, 'slug', p_slug, 'detail', p_detail)) AS jsonb_build_object;
END;

ALTER FUNCTION core.refused(p_status integer, p_slug text, p_detail text) OWNER TO oye_owner;

--
-- Name: FUNCTION refused(p_status integer, p_slug text, p_detail text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.refused(p_status integer, p_slug text, p_detail text) IS 'A refusal as an answer, for what must be remembered of it: raising it would roll that back.';

--
-- Name: login_not_found(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.login_not_found() RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT core.refused(404, 'code_not_found'::text, ('This code is not known, was used, or is older than 10 minutes. Ask for a new one with '::text || 'oye login.'::text)) AS refused;
END;

ALTER FUNCTION core.login_not_found() OWNER TO oye_owner;

--
-- Name: FUNCTION login_not_found(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.login_not_found() IS 'A user code that is none, in one wording; an answer, since the guess was counted.';

--
-- Name: missed_add(core.person, integer, timestamp with time zone[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if cardinality(p_missed) > 1000 then
        perform core.problem(
            400, 'missed_too_many', 'At most 1,000 missed instants a call; give the rest in the next.',
            'p_missed'
        );
    end if;
    with made as (
        insert into core.occurrence (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, nag_every, nag_times, nag_for, urgent, reference, created_at
        )
        select
            r.bucket, r.person_id, r.reminder_id, m.due_at,
            m.due_at at time zone core.zone_of(p_person, r.timezone),
            core.zone_of(p_person, r.timezone), r.revision, r.text, c.named, 'missed', 'catch_up',
            r.nag_every, r.nag_times, r.nag_for, r.urgent, r.reference, p_now
        from core.reminder as r
        inner join core.reminder_next as n
            on n.bucket = r.bucket and n.person_id = r.person_id and n.reminder_id = r.reminder_id
        cross join lateral core.channels_named(r.bucket, r.person_id, r.channels) as c
        cross join lateral unnest(p_missed) as m (due_at)
        where r.bucket = p_person.bucket and r.person_id = p_person.person_id
            and r.reminder_id = p_reminder
            and m.due_at > n.accounted_until and m.due_at <= p_now
        on conflict do nothing
        returning due_at
    ),

    sums as (
        -- Up to the last one given, also where all were there already: or they would be given again.
        select
            (select count(*) from made) as missed,
            (
                select max(m.due_at) from unnest(p_missed) as m (due_at) where m.due_at <= p_now
            ) as until
    )

    update core.reminder_next as n
    set
        accounted_until = greatest(n.accounted_until, s.until),
        missed_before = n.missed_before + s.missed
    from sums as s
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder;
end;
$$;

ALTER FUNCTION core.missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone) IS 'Records instants that downtime passed over as missed, and moves accounted_until along. The caller holds the narrow row.';

--
-- Name: month_lock(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.month_lock() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
begin
    for i in 1..100 loop
        begin
            lock table core.occurrence_default, core.delivery_default, core.attempt_default,
                core.event_default in access exclusive mode;
            return;
        exception
            -- What was locked is given back, so that whom it waited for can go on: a maker that
            -- held one table and waited for the next would sooner or later be in a deadlock.
            when lock_not_available then
                perform pg_sleep(0.05 + random() * 0.2);
        end;
    end loop;
    perform core.problem(
        503, 'history_is_busy', 'The history was in use all the time; try again in a minute.'
    );
end;
$$;

ALTER FUNCTION core.month_lock() OWNER TO oye_owner;

--
-- Name: FUNCTION month_lock(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.month_lock() IS 'Locks the default partitions, all or none, waiting at most 100 ms at a time. Before a month is made.';

--
-- Name: month_make(text, text, date); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.month_make(p_parent text, p_name text, p_from date) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION core.month_make(p_parent text, p_name text, p_from date) OWNER TO oye_owner;

--
-- Name: FUNCTION month_make(p_parent text, p_name text, p_from date); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.month_make(p_parent text, p_name text, p_from date) IS 'Makes one month''s partition of a history table and moves what the default partition has of it. Part of ops.month_ensure, which alone calls it; the one place beside ops.month_drop with dynamic SQL.';

--
-- Name: nag_add(core.occurrence, integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_occurrence.nag_every is null
        or core.nag_left(p_occurrence, p_channel, p_from) < 1
        or exists (
            select from core.reminder_next as n
            where n.bucket = p_occurrence.bucket and n.person_id = p_occurrence.person_id
                and n.reminder_id = p_occurrence.reminder_id and n.state = 'paused'
        )
        -- The series has come due again, and nags of that.
        or exists (
            select from core.occurrence as o
            where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
                and o.reminder_id = p_occurrence.reminder_id and o.due_at > p_occurrence.due_at
                and o.outcome <> 'skipped'
        )
    then
        return;
    end if;
    perform core.delivery_make(
        p_occurrence, array[p_channel], 'nag',
        greatest(p_from + p_occurrence.nag_every, p_now), p_now
    );
end;
$$;

ALTER FUNCTION core.nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone) IS 'Makes the nag that follows a message sent at p_from on one channel, if one may. The caller holds the narrow row and the occurrence, and knows that it has no answer.';

--
-- Name: nag_json(interval, integer, interval); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_json(p_every interval, p_times integer, p_for interval) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (p_every IS NOT NULL) THEN jsonb_build_object('every_seconds', (EXTRACT(epoch FROM p_every))::integer, 'times', p_times, 'for_seconds', (EXTRACT(epoch FROM p_for))::integer)
             ELSE NULL::jsonb
         END AS "case";
END;

ALTER FUNCTION core.nag_json(p_every interval, p_times integer, p_for interval) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_json(p_every interval, p_times integer, p_for interval); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_json(p_every interval, p_times integer, p_for interval) IS 'A nag as the API shows it; null where there is none.';

--
-- Name: nag_lapse(smallint, uuid[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.delivery_close(d, 'cancelled', 'nag_over', null, p_now)
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    inner join core.delivery_open as d
        on d.bucket = p_bucket and d.person_id = k.person_id and d.delivery_id = k.delivery_id
    inner join core.occurrence as o
        on o.bucket = p_bucket and o.person_id = d.person_id and o.reminder_id = d.reminder_id
        and o.due_at = d.due_at
    -- What perhaps arrived is repeated, as any other.
    where d.kind = 'nag' and d.state <> 'sending' and d.unknowns = 0
        and greatest(o.due_at, o.snoozed_until) + o.nag_for < p_now;
end;
$$;

ALTER FUNCTION core.nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) IS 'Cancels, of a bucket''s deliveries that the caller holds, the nags whose time is over: a night or a downtime has put them off beyond it. Their occurrences are delivered, and stay so.';

--
-- Name: nag_left(core.occurrence, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_since timestamptz := greatest(p_occurrence.due_at, p_occurrence.snoozed_until);
    v_made integer;
begin
    select count(*) into v_made from core.delivery as d
    where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
        and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
        and d.channel_id = p_channel and d.kind = 'nag'
        and d.not_before > v_since and d.outcome is distinct from 'cancelled';
    return greatest(
        least(
            p_occurrence.nag_times - v_made,
            floor(
                extract(epoch from v_since + p_occurrence.nag_for - p_from)
                / extract(epoch from p_occurrence.nag_every)
            )
        ),
        0
    );
end;
$$;

ALTER FUNCTION core.nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone) IS 'How many nags may follow a message of p_from on one channel, where the occurrence nags: nag_times at most since it came due, or since the latest snooze was over, and none later than nag_for after that.';

--
-- Name: nag_reach(core.person, integer, interval, integer, interval, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_occurrence core.occurrence := core.occurrence_waiting(
        p_person.bucket, p_person.person_id, p_reminder
    );
    v_told record;
begin
    if v_occurrence.due_at is null then
        return;
    end if;
    update core.occurrence as o
    set nag_every = p_every, nag_times = p_times, nag_for = p_for
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = v_occurrence.due_at
    returning o.* into v_occurrence;
    perform core.delivery_cancel(
        p_person.bucket, p_person.person_id, p_reminder, v_occurrence.due_at, 'edited', p_now,
        p_kind => 'nag'
    );
    for v_told in
        select d.channel_id, max(d.sent_at) as sent_at from core.delivery as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and d.reminder_id = p_reminder and d.due_at = v_occurrence.due_at
            and d.channel_kind <> 'inbox'
        group by d.channel_id
        -- Where a message is still open, the nag follows that one.
        having bool_or(d.outcome = 'sent') and not bool_or(d.outcome is null)
        order by d.channel_id
    loop
        perform core.nag_add(v_occurrence, v_told.channel_id, v_told.sent_at, p_now);
    end loop;
end;
$$;

ALTER FUNCTION core.nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) IS 'Lets a new nag (all null: none) reach the occurrence that waits for its answer. The caller holds the narrow row and the occurrence. Locks deliveries.';

--
-- Name: nag_read(jsonb, integer, interval); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_read(p_nag jsonb, p_old_times integer DEFAULT NULL::integer, p_old_for interval DEFAULT NULL::interval, OUT o_every interval, OUT o_times integer, OUT o_for interval) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_nag is null or jsonb_typeof(p_nag) = 'null' then
        return;
    end if;
    o_every := make_interval(secs => (p_nag ->> 'every_seconds')::integer);
    o_times := coalesce((p_nag ->> 'times')::integer, p_old_times, 12);
    o_for := coalesce(
        make_interval(secs => (p_nag ->> 'for_seconds')::integer), p_old_for, interval '24 hours'
    );
    if o_every is null or o_every < interval '1 minute' or o_every > interval '24 hours' then
        perform core.problem(
            422, 'nag_out_of_range', 'A nag comes at most once a minute, and at least once a day.',
            'nag.every_seconds'
        );
    end if;
    if o_for < o_every then
        perform core.problem(
            422, 'nag_never', 'It would end before it came once: for_seconds is below every_seconds.',
            'nag.for_seconds'
        );
    end if;
end;
$$;

ALTER FUNCTION core.nag_read(p_nag jsonb, p_old_times integer, p_old_for interval, OUT o_every interval, OUT o_times integer, OUT o_for interval) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_read(p_nag jsonb, p_old_times integer, p_old_for interval, OUT o_every interval, OUT o_times integer, OUT o_for interval); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_read(p_nag jsonb, p_old_times integer, p_old_for interval, OUT o_every interval, OUT o_times integer, OUT o_for interval) IS 'The API''s nag: how often, how many times, for how long. What it leaves out stays as it was, else it is 12 times within a day. All null for none. Refuses (422) one that could never come.';

--
-- Name: nag_supersede(smallint, uuid[], integer[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    with open_nag as materialized (
        select d.person_id, d.delivery_id, d.due_at, d.unknowns
        from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.delivery_open as d
            on d.bucket = p_bucket and d.person_id = k.person_id and d.reminder_id = k.reminder_id
        where d.kind = 'nag' and d.state <> 'sending'
        -- What is about to be sent is let go: after it no other is made.
        for update of d skip locked
    ),

    gone as (
        delete from core.delivery_open as d using open_nag as n
        where d.bucket = p_bucket and d.person_id = n.person_id and d.delivery_id = n.delivery_id
    )

    update core.delivery as d
    set
        -- As core.delivery_close has it.
        outcome = case when n.unknowns > 0 then 'unknown' else 'cancelled' end,
        reason = case when n.unknowns > 0 then 'then_' else '' end || 'came_due_again'
    from open_nag as n
    where d.bucket = p_bucket and d.person_id = n.person_id and d.delivery_id = n.delivery_id
        and d.due_at = n.due_at;
end;
$$;

ALTER FUNCTION core.nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]) OWNER TO oye_owner;

--
-- Name: FUNCTION nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]) IS 'Reminders of one bucket came due again, their narrow rows held by the caller: they no longer nag of the time before. Waits for nobody.';

--
-- Name: nothing_due(core.person, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.nothing_due(p_person core.person, p_reminder integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if core.reminder_json(p_person, p_reminder) is null then
        perform core.reminder_not_found(p_reminder);
    end if;
    perform core.problem(
        409, 'nothing_due',
        format('Nothing of reminder %s has come due yet; skip passes over its next occurrence.',
            p_reminder),
        'reminder_id'
    );
end;
$$;

ALTER FUNCTION core.nothing_due(p_person core.person, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION nothing_due(p_person core.person, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.nothing_due(p_person core.person, p_reminder integer) IS 'Refuses an answer to what has not come due: 404 (no such reminder) or 409.';

--
-- Name: occurrence_answer(core.person, integer, timestamp with time zone, text, timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid DEFAULT NULL::uuid) RETURNS core.occurrence
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_occurrence core.occurrence;
    v_why text;
begin
    perform core.reminder_lock(p_person, p_reminder);
    -- A finished one is held here, so that a delete beside it waits or is seen.
    select f.why into v_why from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at
    for update;
    if not found then
        perform core.problem(
            404, 'occurrence_not_found',
            format('Reminder %s did not come due at %s.', p_reminder, p_due_at), 'due_at'
        );
    end if;
    -- Answered once and for all; a second press is told what is true.
    if v_occurrence.answer = 'done' then
        return v_occurrence;
    end if;
    if p_answer = 'snoozed' then
        perform core.snooze_check(p_until, p_now);
        if v_why = 'deleted' then
            perform core.reminder_not_found(p_reminder);
        end if;
    end if;
    update core.occurrence as o
    set
        answer = p_answer,
        answered_at = p_now,
        snoozed_until = case when p_answer = 'snoozed' then p_until end
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at
    returning o.* into v_occurrence;
    perform core.delivery_cancel(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, 'answered', p_now
    );
    if p_answer = 'snoozed' then
        perform core.snooze_add(v_occurrence, p_until, p_now);
    else
        perform core.after_done_count(p_person.bucket, p_person.person_id, p_reminder, p_now);
    end if;
    perform core.occurrence_settle(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, p_now
    );
    if p_answer = 'done' then
        update core.reminder_finished as f set waiting = false, finished_at = p_now
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and f.reminder_id = p_reminder and f.waiting
            -- Not where another one waits on: the last, or, where that was done before it was sent,
            -- one that is still to be told.
            and (
                core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)
            ).due_at is null;
    end if;
    perform core.event_add(v_occurrence, p_answer, p_now);
    perform core.card_refresh(
        p_person.bucket, p_person.person_id, p_reminder, p_due_at, p_delivery, p_now
    );
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder and o.due_at = p_due_at;
    return v_occurrence;
end;
$$;

ALTER FUNCTION core.occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid) IS 'Notes what the person said to an occurrence (done, snoozed) and cancels what is not yet being sent of it. One that is done stays so, and is returned as it is. Its messages are edited to show it, but for the one of p_delivery, whose button said so. Locks narrow row, occurrence, delivery.';

--
-- Name: occurrence_hold(smallint, uuid, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone) RETURNS core.occurrence
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_occurrence core.occurrence;
begin
    perform from core.reminder_next as n
    where n.bucket = p_bucket and n.person_id = p_person and n.reminder_id = p_reminder
    for update;
    -- A finished one is held here, so that a delete beside it waits or is seen.
    perform from core.reminder_finished as f
    where f.bucket = p_bucket and f.person_id = p_person and f.reminder_id = p_reminder
    for update;
    select o.* into v_occurrence from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at
    for update;
    return v_occurrence;
end;
$$;

ALTER FUNCTION core.occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone) IS 'Locks what an occurrence hangs on, and returns it (all null where there is none): narrow row, reminder (a finished one), occurrence.';

--
-- Name: occurrence_is_dead(core.occurrence); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_is_dead(p_occurrence core.occurrence) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return p_occurrence.answer <> 'done' and (
        p_occurrence.outcome in ('failed', 'unknown')
        or (core.snooze_lost(p_occurrence)).outcome is not null
    );
end;
$$;

ALTER FUNCTION core.occurrence_is_dead(p_occurrence core.occurrence) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_is_dead(p_occurrence core.occurrence); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_is_dead(p_occurrence core.occurrence) IS 'A dead letter: the person was not told, or perhaps not, or not again when they had asked to be; nothing is tried any more, and they have not said that it is done.';

--
-- Name: snooze_lost(core.occurrence); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    if p_occurrence.answer <> 'snoozed' then
        return;
    end if;
    select
        case when bool_or(d.outcome = 'unknown') then 'unknown' else 'failed' end,
        (
            array_agg(d.reason order by d.outcome = 'unknown' desc, d.created_at desc)
            filter (where d.outcome in ('unknown', 'failed'))
        )[1]
    into outcome, reason
    from core.delivery as d
    where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
        and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
        -- The snooze, and what was sent again in its place: meant to go since it was said.
        and d.kind <> 'nag' and d.not_before > p_occurrence.answered_at
    having bool_or(d.outcome in ('unknown', 'failed'))
        and not bool_or(d.outcome is null or d.outcome = 'sent');
end;
$$;

ALTER FUNCTION core.snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text) OWNER TO oye_owner;

--
-- Name: FUNCTION snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text) IS 'What became of a snooze that was told in vain: failed, or unknown (perhaps it arrived), and why. Both null where the occurrence is not snoozed, or the snooze is still to come, was told on one channel, or was taken back.';

--
-- Name: attempt; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.attempt (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    fence bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    worker text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    reason text,
    stale boolean DEFAULT false NOT NULL
)
PARTITION BY RANGE (due_at);

ALTER TABLE core.attempt OWNER TO oye_owner;

--
-- Name: TABLE attempt; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.attempt IS 'Each send that was begun, with what its worker reported of it. A report that came too late changes only this row (stale), so that duplicates can be counted.';

--
-- Name: occurrence_json(core.occurrence); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_json(p_occurrence core.occurrence) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (jsonb_build_object('reminder_id', (p_occurrence).reminder_id, 'due_at', (p_occurrence).due_at, 'timezone', (p_occurrence).timezone, 'text', (p_occurrence).text, 'outcome', (p_occurrence).outcome, 'outcome_reason', (p_occurrence).outcome_reason, 'answer', (p_occurrence).answer, 'answered_at', (p_occurrence).answered_at, 'delivered_at', (p_occurrence).delivered_at, 'snoozed_until', (p_occurrence).snoozed_until, 'missed_before', (p_occurrence).missed_before, 'deliveries', COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', d.delivery_id, 'channel_id', d.channel_id, 'channel_kind', d.channel_kind, 'kind', d.kind, 'nth', d.nth, 'state', COALESCE(d.outcome, o.state), 'reason', d.reason, 'not_before', COALESCE(o.not_before, d.not_before), 'sent_at', d.sent_at, 'attempts', ( SELECT count(*) AS count
                    FROM core.attempt a
                   WHERE ((a.bucket = d.bucket) AND (a.person_id = d.person_id) AND (a.delivery_id = d.delivery_id) AND (a.due_at = d.due_at)))) ORDER BY d.created_at, (d.kind <> 'first'::text), d.nth, d.channel_id) AS jsonb_agg
            FROM (core.delivery d
              LEFT JOIN core.delivery_open o ON (((o.bucket = d.bucket) AND (o.person_id = d.person_id) AND (o.delivery_id = d.delivery_id))))
           WHERE ((d.bucket = (occurrence_json.p_occurrence).bucket) AND (d.person_id = (occurrence_json.p_occurrence).person_id) AND (d.reminder_id = (occurrence_json.p_occurrence).reminder_id) AND (d.due_at = (occurrence_json.p_occurrence).due_at))), '[]'::jsonb), 'created_at', (p_occurrence).created_at) || ( SELECT jsonb_build_object('snooze_outcome', l.outcome, 'snooze_reason', l.reason) AS jsonb_build_object
            FROM core.snooze_lost(occurrence_json.p_occurrence) l(outcome, reason)));
END;

ALTER FUNCTION core.occurrence_json(p_occurrence core.occurrence) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_json(p_occurrence core.occurrence); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_json(p_occurrence core.occurrence) IS 'An occurrence as the API shows it, with its deliveries and how often each was tried.';

--
-- Name: occurrence_restore(core.change); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_restore(p_change core.change) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_was core.occurrence := jsonb_populate_record(
        null::core.occurrence, p_change.before -> 'occurrence'
    );
begin
    if not p_change.before ? 'occurrence' then
        -- Recorded by the change that passed over it. One that was told since stays.
        delete from core.occurrence as o
        where o.bucket = p_change.bucket and o.person_id = p_change.person_id
            and o.reminder_id = p_change.reminder_id and o.due_at = p_change.due_at
            and o.outcome = 'skipped';
        return;
    end if;
    insert into core.occurrence as o
    values (v_was.*)
    on conflict (bucket, person_id, reminder_id, due_at) do update
    set
        answer = excluded.answer,
        answered_at = excluded.answered_at,
        snoozed_until = excluded.snoozed_until,
        -- What was delivered meanwhile stays delivered.
        outcome = case when o.outcome = 'delivered' then o.outcome else excluded.outcome end,
        outcome_reason = case
            when o.outcome <> 'delivered' then excluded.outcome_reason
        end,
        delivered_at = coalesce(o.delivered_at, excluded.delivered_at);
end;
$$;

ALTER FUNCTION core.occurrence_restore(p_change core.change) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_restore(p_change core.change); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_restore(p_change core.change) IS 'Gives the occurrence of a change the answer and the outcome that it had before. The caller holds narrow row and occurrence.';

--
-- Name: occurrence_retry(core.occurrence, integer[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_again integer[];
    v_made integer;
begin
    with last as materialized (
        select distinct on (d.channel_id) d.delivery_id, d.outcome
        from core.delivery as d
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.reminder_id = p_occurrence.reminder_id and d.due_at = p_occurrence.due_at
            and d.channel_id = any(p_channels) and d.kind <> 'nag'
            and d.outcome in ('failed', 'unknown')
        order by d.channel_id, d.created_at desc, d.nth desc
    ),

    again as (
        update core.delivery as d set outcome = null, reason = null, not_before = p_now
        from last as l
        where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
            and d.delivery_id = l.delivery_id and d.due_at = p_occurrence.due_at
        returning d.*, l.outcome as was
    ),

    opened as (
        insert into core.delivery_open (
            bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind,
            nth, not_before, unknowns
        )
        select
            a.bucket, a.person_id, a.delivery_id, a.due_at, a.reminder_id, a.channel_id,
            a.channel_kind, a.kind, a.nth, p_now,
            -- Perhaps it arrived, so this is perhaps a repeat, and says so.
            (
                a.was = 'unknown' or core.restored_since(a.due_at) or exists (
                    select from core.attempt as t
                    where t.bucket = a.bucket and t.person_id = a.person_id
                        and t.delivery_id = a.delivery_id and t.due_at = a.due_at
                        -- Without an outcome: it was never reported.
                        and (coalesce(t.outcome, 'unknown') = 'unknown' or t.stale)
                )
            )::integer
        from again as a
        returning channel_id
    )

    select coalesce(array_agg(o.channel_id), '{}') into v_again from opened as o;
    v_made := core.delivery_make(
        p_occurrence,
        array(select c.id from unnest(p_channels) as c (id) where c.id <> all(v_again)),
        'first', p_now, p_now
    ) + cardinality(v_again);
    update core.occurrence as o
    set channels = array(
        select distinct c.id from unnest(o.channels || p_channels) as c (id) order by c.id
    )
    where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
        and o.reminder_id = p_occurrence.reminder_id and o.due_at = p_occurrence.due_at;
    perform core.occurrence_settle(
        p_occurrence.bucket, p_occurrence.person_id, p_occurrence.reminder_id,
        p_occurrence.due_at, p_now
    );
    perform core.wake('oye_fire');
    return v_made;
end;
$$;

ALTER FUNCTION core.occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone) IS 'Lets a dead letter be sent again, now, on these channels, all of them enabled; returns how many messages that is. What was sent in vain on a channel is sent again under its own id, with its attempts and, where one of them is unknown or a restore may have forgotten one, marked as perhaps a repeat; other channels get a message of their own. The caller holds the occurrence (core.occurrence_hold).';

--
-- Name: occurrence_settle(smallint, uuid, integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_before core.occurrence;
    v_outcome text;
    v_reason text;
begin
    select o.* into v_before from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at
    for update;
    -- Delivered is final, whatever comes after it.
    if not found or v_before.outcome = 'delivered' then
        return;
    end if;
    select
        case
            when bool_or(d.outcome = 'sent') then 'delivered'
            when bool_or(d.outcome is null) then 'pending'
            when bool_or(d.outcome = 'unknown') then 'unknown'
            when bool_or(d.outcome = 'failed') then 'failed'
            else 'skipped'
        end,
        (
            array_agg(
                d.reason
                order by
                    d.outcome = 'unknown' desc, d.outcome = 'failed' desc,
                    d.reason like 'then\_%', d.created_at desc
            ) filter (where d.outcome <> 'sent')
        )[1]
    into v_outcome, v_reason
    from core.delivery as d
    where d.bucket = p_bucket and d.person_id = p_person and d.reminder_id = p_reminder
        and d.due_at = p_due_at
    having count(*) > 0;
    -- No delivery belongs to it; nothing changed; or a missed one's snooze was taken back.
    if not found or v_outcome = v_before.outcome
        or v_before.outcome = 'missed' and v_outcome in ('skipped', 'pending') then
        return;
    end if;
    update core.occurrence as o
    set
        outcome = v_outcome,
        outcome_reason = case when v_outcome in ('unknown', 'failed', 'skipped') then v_reason end,
        delivered_at = case when v_outcome = 'delivered' then p_now end
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.due_at = p_due_at;
    -- What is done is nobody's loss.
    if v_outcome in ('failed', 'unknown') and v_before.answer <> 'done' then
        perform core.event_add(v_before, v_outcome, p_now, v_reason);
    end if;
    -- A failed occurrence never ends its series: what waits for an answer counts from it, and so
    -- it does where a first send perhaps arrived and the rest was refused or taken back.
    if v_outcome in ('failed', 'skipped') or v_outcome = 'unknown' and v_reason like 'then\_%' then
        perform core.after_done_count(p_bucket, p_person, p_reminder, p_now);
    end if;
end;
$$;

ALTER FUNCTION core.occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone) IS 'Brings an occurrence''s outcome in line with its deliveries: one sent is delivered, one open is pending, else unknown before failed before skipped. Never touches the answer. The caller holds the narrow row where the reminder waits for an answer.';

--
-- Name: occurrence_show(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT core.occurrence_json(o.*) AS occurrence_json
    FROM core.occurrence o
   WHERE ((o.bucket = (occurrence_show.p_person).bucket) AND (o.person_id = (occurrence_show.p_person).person_id) AND (o.reminder_id = occurrence_show.p_reminder) AND (o.due_at = occurrence_show.p_due_at));
END;

ALTER FUNCTION core.occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) IS 'One occurrence as the API shows it.';

--
-- Name: occurrence_usable(core.occurrence, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_usable(p_occurrence core.occurrence, p_channel_kind text DEFAULT NULL::text) RETURNS integer[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.occurrence_usable(p_occurrence core.occurrence, p_channel_kind text) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_usable(p_occurrence core.occurrence, p_channel_kind text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_usable(p_occurrence core.occurrence, p_channel_kind text) IS 'On which channels (of one kind only) an occurrence could be told now: those that its reminder is named for today and that are enabled. Null where the reminder was deleted or is gone.';

--
-- Name: occurrence_waiting(smallint, uuid, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer) RETURNS core.occurrence
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_latest core.occurrence;
begin
    -- In PL/pgSQL, which plans it once: a list asks it for each row, over every month there is.
    select o.* into v_latest from core.occurrence as o
    where o.bucket = p_bucket and o.person_id = p_person and o.reminder_id = p_reminder
        and o.outcome not in ('skipped', 'missed')
    order by o.due_at desc
    limit 1;
    if v_latest.answer = 'done' then
        return null;
    end if;
    return v_latest;
end;
$$;

ALTER FUNCTION core.occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer) IS 'The latest occurrence of a reminder that was told, if it has no final answer yet; else null.';

--
-- Name: pace_hear(core.channel[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.pace_hear(p_heard core.channel[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_answers boolean;
    v_failed timestamptz[];
    v_silence timestamptz;
    v_begun_at timestamptz;
begin
    select
        bool_or(h.failures is null and h.disabled_reason is null),
        array_agg(h.failed_at) filter (where h.failures > 0),
        max(h.paused_until)
    into v_answers, v_failed, v_silence
    from unnest(p_heard) as h
    where h.kind = 'telegram';
    -- Most is good news of what was well: of that nothing is locked, and nothing is written.
    if v_answers is null or v_failed is null and v_silence is null and not exists (
        select from core.pace as p where p.kind = 'bot' and p.key = 'telegram' and p.failures > 0
    ) then
        return;
    end if;
    perform core.pace_lock('{}');
    if v_answers then
        update core.pace as p
        set
            failures = 0,
            failed_at = null,
            paused_until = case
                when p.failures >= core.circuit_limit() then '-infinity' else p.paused_until
            end
        where p.kind = 'bot' and p.key = 'telegram' and p.failures > 0;
    else
        foreach v_begun_at in array coalesce(v_failed, '{}') loop
            update core.pace as p
            set
                failures = p.failures + 1,
                failed_at = p_now,
                paused_until = case
                    when p.failures + 1 < core.circuit_limit() then p.paused_until
                    -- A longer silence that it asked for stands.
                    else greatest(
                        p.paused_until, p_now + core.circuit_wait(p.failures + 1, '1 minute')
                    )
                end
            where p.kind = 'bot' and p.key = 'telegram'
                -- What began before the circuit opened tells nothing new.
                and (p.failures < core.circuit_limit() or v_begun_at > p.failed_at);
        end loop;
    end if;
    if v_silence is not null then
        update core.pace as p set paused_until = greatest(p.paused_until, v_silence)
        where p.kind = 'bot' and p.key = 'telegram';
    end if;
end;
$$;

ALTER FUNCTION core.pace_hear(p_heard core.channel[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION pace_hear(p_heard core.channel[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.pace_hear(p_heard core.channel[], p_now timestamp with time zone) IS 'What sends have told of Telegram as a whole, whichever worker was told so: that it answers, that it does not (from core.circuit_limit in a row on one message an interval finds out, see core.pace_take), that it asks for silence (429). Comes after the channels in the lock order.';

--
-- Name: pace; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.pace (
    kind text NOT NULL,
    key text NOT NULL,
    next_at timestamp with time zone NOT NULL,
    queue_at timestamp with time zone NOT NULL,
    paused_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    failed_at timestamp with time zone,
    CONSTRAINT pace_kind_is_known CHECK ((kind = ANY (ARRAY['bot'::text, 'chat'::text])))
)
WITH (fillfactor='50');

ALTER TABLE core.pace OWNER TO oye_owner;

--
-- Name: TABLE pace; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.pace IS 'When the next message may be sent: one row for the whole bot (bot, telegram) and one for each chat. Comes after the channel in the lock order; by (kind, key), ascending.';

--
-- Name: COLUMN pace.next_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.pace.next_at IS 'The first instant at which nothing is sent yet.';

--
-- Name: COLUMN pace.queue_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.pace.queue_at IS 'When the last one comes back that was put off: the next one comes after it, so that those who wait come back one by one and not all at once.';

--
-- Name: COLUMN pace.paused_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.pace.paused_until IS 'Telegram asked for silence until then (429), or takes nothing.';

--
-- Name: COLUMN pace.failures; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.pace.failures IS 'bot: sends that failed in a row, as core.channel.failures; paused_until then says until when.';

--
-- Name: COLUMN pace.failed_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.pace.failed_at IS 'When the last of them was noted.';

--
-- Name: pace_lock(text[]); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.pace_lock(p_chats text[]) RETURNS core.pace
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_bot core.pace;
begin
    insert into core.pace (kind, key, next_at, queue_at)
    values ('bot', 'telegram', '-infinity', '-infinity')
    on conflict do nothing;
    select p.* into v_bot from core.pace as p where p.kind = 'bot' and p.key = 'telegram' for update;
    insert into core.pace (kind, key, next_at, queue_at)
    select 'chat', c.chat, '-infinity', '-infinity'
    from (select distinct u.chat from unnest(p_chats) as u (chat)) as c
    order by c.chat
    on conflict do nothing;
    perform from core.pace as p
    where p.kind = 'chat' and p.key = any(p_chats)
    order by p.key
    for update;
    return v_bot;
end;
$$;

ALTER FUNCTION core.pace_lock(p_chats text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION pace_lock(p_chats text[]); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.pace_lock(p_chats text[]) IS 'Locks the pace of the bot, which it returns, then those of the chats, ascending; makes what is not there.';

--
-- Name: pace_take(uuid[], text[], text[], numeric); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric) RETURNS TABLE(message uuid, verdict text, at timestamp with time zone, wait double precision, queued text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_between interval;
    v_apart interval;
    v_asked record;
    v_now timestamptz;
    v_free timestamptz;
    v_bot core.pace;
    v_chat core.pace;
begin
    if p_messages is null then
        return;
    end if;
    v_between := make_interval(secs => 1 / p_rate);
    v_bot := core.pace_lock(p_chats);
    v_now := core.now();  -- under the locks: time passes while they are waited for
    -- No time is given that far ahead (p_rate is 0.1 at least): the clock was set back.
    if v_bot.next_at > v_now + interval '15 seconds' then
        v_bot.next_at := v_now;
        v_bot.queue_at := v_now;
    end if;
    for v_asked in
        select k.* from unnest(p_messages, p_chats, p_queued) with ordinality
            as k (message, chat, queued, n)
        order by k.n
    loop
        select c.* into v_chat from core.pace as c where c.kind = 'chat' and c.key = v_asked.chat;
        if v_chat.next_at > v_now + interval '15 seconds' then
            v_chat.next_at := v_now;
            v_chat.queue_at := v_now;
        end if;
        -- One a second in a chat, 20 a minute in a group, and a tenth of room for jitter.
        v_apart := case when v_asked.chat like '-%' then '3.3 seconds' else '1.1 seconds' end;
        v_free := greatest(v_now, v_bot.next_at, v_bot.paused_until);
        message := v_asked.message;
        verdict := 'later';
        if v_chat.next_at > v_free then
            queued := 'chat';
            -- Its place came, and another message took a little of its time.
            if v_asked.queued = 'chat' and v_chat.next_at <= v_now + 2 * v_apart then
                at := v_chat.next_at;
            else
                at := greatest(v_chat.next_at, v_chat.queue_at + v_apart);
                v_chat.queue_at := at;
            end if;
        elsif v_free <= v_now + interval '1 second' then
            verdict := 'go';
            queued := null;
            at := v_free;
            v_bot.next_at := v_free + v_between;
            -- It took nothing of late: this one is to find out, and the others wait.
            if v_bot.failures >= core.circuit_limit() then
                v_bot.paused_until := v_now + core.circuit_wait(v_bot.failures, '1 minute');
            end if;
            v_chat.next_at := v_free + v_apart;
        else
            queued := 'bot';
            -- Half a second early, so that it is at hand when its time comes.
            if v_asked.queued is not null and v_free <= v_now + interval '2 seconds' then
                at := v_free - interval '0.5 seconds';
            else
                v_bot.queue_at := greatest(v_free, v_bot.queue_at + v_between);
                at := v_bot.queue_at - interval '0.5 seconds';
            end if;
        end if;
        wait := extract(epoch from at - v_now);
        update core.pace as c set next_at = v_chat.next_at, queue_at = v_chat.queue_at
        where c.kind = 'chat' and c.key = v_asked.chat;
        return next;
    end loop;
    update core.pace as c
    set next_at = v_bot.next_at, queue_at = v_bot.queue_at, paused_until = v_bot.paused_until
    where c.kind = v_bot.kind and c.key = v_bot.key;
end;
$$;

ALTER FUNCTION core.pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric) OWNER TO oye_owner;

--
-- Name: FUNCTION pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric) IS 'Gives each message its time, in the order in which they are asked for: go, at an instant within a second that no other message has; or later, to be asked again at an instant. p_rate messages a second of the whole bot, evenly, without bursts. What has to wait for its chat takes no time of others. Where Telegram takes nothing (core.pace_hear) one an interval goes. p_queued is what this function said before. A clock that is set back keeps nobody waiting for its old time. Locks core.pace until the transaction ends.';

--
-- Name: person_add(text, text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.person_add(p_name text, p_timezone text, p_locale text) RETURNS core.person
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_id uuid := gen_random_uuid();
    v_person core.person;
begin
    perform core.timezone_check(p_timezone, 'timezone');
    insert into core.person (bucket, person_id, name, timezone, locale, channel_last, created_at)
    values (core.bucket_of(v_id), v_id, p_name, p_timezone, p_locale, 1, v_now)
    returning * into v_person;
    insert into core.channel (bucket, person_id, channel_id, kind, is_default, created_at)
    values (v_person.bucket, v_id, 1, 'inbox', false, v_now);
    return v_person;
end;
$$;

ALTER FUNCTION core.person_add(p_name text, p_timezone text, p_locale text) OWNER TO oye_owner;

--
-- Name: FUNCTION person_add(p_name text, p_timezone text, p_locale text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.person_add(p_name text, p_timezone text, p_locale text) IS 'Makes a person, with an inbox as channel 1.';

--
-- Name: person_lock(core.person); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.person_lock(p_person core.person) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_reminder integer;
begin
    -- A request notes that its token was used before it locks anything else.
    perform from core.token as t
    where t.bucket = p_person.bucket and t.person_id = p_person.person_id
    order by t.sha256
    for update;
    -- Whoever holds a narrow row may still add what points to the person: that is let through, and
    -- waited for by the narrow row.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for no key update;
    -- Reminder by reminder, as who settles several goes: one that is finished has no narrow row, and
    -- its occurrence is all that a settle of it holds.
    for v_reminder in
        select n.reminder_id from core.reminder_next as n
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        union
        select f.reminder_id from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        union
        select o.reminder_id from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        order by reminder_id
    loop
        perform core.reminder_lock(p_person, v_reminder);
        perform from core.reminder_finished as f
        where f.bucket = p_person.bucket and f.person_id = p_person.person_id
            and f.reminder_id = v_reminder
        for update;
        -- A settle or an answer that is under way holds one of these until it has written all of
        -- its.
        perform from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = v_reminder
        order by o.due_at
        for update;
    end loop;
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
    order by
        d.kind = 'update', case when d.kind = 'update' then d.channel_id end, d.message_id,
        d.delivery_id
    for update;
    -- Whoever adds to the person's rows waits here, and then finds nobody; or is waited for.
    perform from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id
    for update;
end;
$$;

ALTER FUNCTION core.person_lock(p_person core.person) OWNER TO oye_owner;

--
-- Name: FUNCTION person_lock(p_person core.person); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.person_lock(p_person core.person) IS 'Waits for all that is under way with a person''s rows, and holds them, in the lock order: tokens, person; reminder by reminder its narrow row, the finished reminder, its occurrences; deliveries, updates last; and the person for good. Ids ascending.';

--
-- Name: person_remove(core.person); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.person_remove(p_person core.person) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_removed jsonb;
begin
    with events as (
        delete from core.event as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    attempts as (
        delete from core.attempt as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    open_deliveries as (
        delete from core.delivery_open as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    deliveries as (
        delete from core.delivery as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    occurrences as (
        delete from core.occurrence as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    changes as (
        delete from core.change as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    next_occurrences as (
        delete from core.reminder_next as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    reminders as (
        delete from core.reminder as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    finished_reminders as (
        delete from core.reminder_finished as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    spans as (
        delete from core.span as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    channels as (
        delete from core.channel as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    attendees as (
        delete from core.attendee as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    channel_links as (
        delete from core.channel_link as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    idempotency_keys as (
        delete from core.idempotency_key as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    sign_ins as (
        delete from core.device_login as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    guesses as (
        delete from core.login_guess as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    tokens as (
        delete from core.token as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    ),

    identities as (
        delete from core.identity as t
        where t.bucket = p_person.bucket and t.person_id = p_person.person_id
        returning 1
    )

    select jsonb_build_object(
        'events', (select count(*) from events),
        'attempts', (select count(*) from attempts),
        'open_deliveries', (select count(*) from open_deliveries),
        'deliveries', (select count(*) from deliveries),
        'occurrences', (select count(*) from occurrences),
        'changes', (select count(*) from changes),
        'next_occurrences', (select count(*) from next_occurrences),
        'reminders', (select count(*) from reminders),
        'finished_reminders', (select count(*) from finished_reminders),
        'spans', (select count(*) from spans),
        'channels', (select count(*) from channels),
        'attendees', (select count(*) from attendees),
        'channel_links', (select count(*) from channel_links),
        'idempotency_keys', (select count(*) from idempotency_keys),
        'sign_ins', (select count(*) from sign_ins),
        'guesses', (select count(*) from guesses),
        'tokens', (select count(*) from tokens),
        'identities', (select count(*) from identities)
    )
    into v_removed;
    delete from core.person as p
    where p.bucket = p_person.bucket and p.person_id = p_person.person_id;
    return v_removed;
end;
$$;

ALTER FUNCTION core.person_remove(p_person core.person) OWNER TO oye_owner;

--
-- Name: FUNCTION person_remove(p_person core.person); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.person_remove(p_person core.person) IS 'Deletes every row of a person; returns how many there were, by what they were. The caller holds them (core.person_lock). A new table with rows of a person is added here.';

--
-- Name: problem(integer, text, text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.problem(p_status integer, p_slug text, p_detail text, p_field text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    raise exception using
        errcode = 'OY' || p_status,
        message = p_slug,
        detail = p_detail,
        column = p_field;
end;
$$;

ALTER FUNCTION core.problem(p_status integer, p_slug text, p_detail text, p_field text) OWNER TO oye_owner;

--
-- Name: FUNCTION problem(p_status integer, p_slug text, p_detail text, p_field text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.problem(p_status integer, p_slug text, p_detail text, p_field text) IS 'Refuses: the HTTP status in the code (OY404), a stable slug in the message, a sentence for people in the detail, and what to mend in the column.';

--
-- Name: quiet_defer(smallint, uuid[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) RETURNS TABLE(person_id uuid, delivery_id uuid, held_until timestamp with time zone)
    LANGUAGE plpgsql ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_quiet_persons uuid[];
    v_quiet_deliveries uuid[];
begin
    select array_agg(d.person_id), array_agg(d.delivery_id)
    into v_quiet_persons, v_quiet_deliveries
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    inner join core.delivery_open as d
        on d.bucket = p_bucket and d.person_id = k.person_id and d.delivery_id = k.delivery_id
    where p.quiet_mode = 'defer' and d.kind in ('first', 'nag')
        and (core.quiet_hours(p, p_now)).o_until is not null
        -- A value and no join: looked up for these alone, whatever the planner expects.
        and not (
            select o.urgent from core.occurrence as o
            where o.bucket = p_bucket and o.person_id = d.person_id
                and o.reminder_id = d.reminder_id and o.due_at = d.due_at
        );
    if v_quiet_persons is null then
        return query select k.* from unnest(p_persons, p_deliveries, null::timestamptz[]) as k;
        return;
    end if;
    return query
    -- Held against a change of the hours until all is committed, so that the change finds what
    -- they hold. Who is being changed is not waited for: that one's stay as they are.
    with resting as materialized (
        select p.person_id, (core.quiet_hours(p, p_now)).o_until
        from core.person as p
        where p.bucket = p_bucket and p.person_id = any(v_quiet_persons)
            and p.quiet_mode = 'defer' and (core.quiet_hours(p, p_now)).o_until is not null
        for share skip locked
    )

    select k.person_id, k.delivery_id, r.o_until
    from unnest(p_persons, p_deliveries) as k (person_id, delivery_id)
    left join resting as r on r.person_id = k.person_id and k.delivery_id = any(v_quiet_deliveries)
    where r.person_id is not null or k.delivery_id <> all(v_quiet_deliveries);
end;
$$;

ALTER FUNCTION core.quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) IS 'Which of a bucket''s deliveries, held by the caller, may be leased now (held_until null), and when the quiet hours end that hold the others: a first message or a nag that is not urgent. Those of a person who is changed at this moment are left out. Waits for nobody.';

--
-- Name: quiet_hours(core.person, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_local timestamp;
    v_overnight integer := (p_person.quiet_until < p_person.quiet_from)::integer;
    v_began date;
begin
    v_local := p_at at time zone p_person.timezone;
    -- The day on which the hours began that p_at may lie in: the latest ones.
    v_began := v_local::date - (v_local::time < p_person.quiet_from)::integer;
    if v_local < v_began + v_overnight + p_person.quiet_until then
        -- A beginning that a changed clock left out may have moved past p_at.
        o_from := least(
            core.wall_instant(v_began + p_person.quiet_from, p_person.timezone, p_at), p_at
        );
        o_until := core.wall_instant(
            v_began + v_overnight + p_person.quiet_until, p_person.timezone, p_at
        );
    end if;
exception
    -- A zone that this server does not know holds nothing up, least of all others' messages.
    when invalid_parameter_value then
        return;
end;
$$;

ALTER FUNCTION core.quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone) IS 'The quiet hours that p_at lies in, by the person''s wall clock: they begin at or before it and end after it. Both null where there are none, or where the server does not know the zone.';

--
-- Name: quiet_release(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    with held as materialized (
        select d.delivery_id from core.delivery_open as d
        where d.bucket = p_person.bucket and d.person_id = p_person.person_id
            and (p_reminder is null or d.reminder_id = p_reminder)
            and d.state = 'ready' and d.not_before = d.held_until and d.not_before > p_now
        order by d.delivery_id
        for update
    )

    update core.delivery_open as d set not_before = p_now
    from held as h
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.delivery_id = h.delivery_id;
    if found then
        perform core.wake('oye_fire');
    end if;
end;
$$;

ALTER FUNCTION core.quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone) IS 'Lets the next claim judge anew what quiet hours hold of a person (or of one reminder). The caller holds the person, or the narrow row. Locks deliveries, ascending.';

--
-- Name: reminder_cancel(core.person, integer, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_dues timestamptz[];
    v_due_at timestamptz;
begin
    with held as materialized (
        select o.due_at from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_reminder
            and o.due_at in (
                select d.due_at from core.delivery_open as d
                where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                    and d.reminder_id = p_reminder and d.kind <> 'update'
            )
        order by o.due_at
        for update
    )
    select array_agg(h.due_at order by h.due_at) into v_dues
    from held as h;
    -- All of the reminder's, ascending, before any of them is changed: begin locks them so too.
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.kind <> 'update'
    order by d.delivery_id
    for update;
    foreach v_due_at in array coalesce(v_dues, '{}') loop
        perform core.delivery_cancel(
            p_person.bucket, p_person.person_id, p_reminder, v_due_at, p_reason, p_now
        );
        perform core.occurrence_settle(
            p_person.bucket, p_person.person_id, p_reminder, v_due_at, p_now
        );
    end loop;
end;
$$;

ALTER FUNCTION core.reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone) IS 'Cancels all that is not yet being sent of a reminder, occurrence by occurrence. The caller holds the narrow row.';

--
-- Name: reminder_claim_due(smallint[], integer, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_bucket smallint;
    v_persons uuid[];
    v_reminders integer[];
    v_taken integer := 0;
begin
    -- A plain read finds the buckets that have something due, the most overdue first; the rows are
    -- then locked bucket by bucket, so that each statement names one bucket.
    for v_bucket in
        select b.bucket
        from unnest(p_buckets) as b (bucket)
        cross join lateral (
            select n.next_occurrence from core.reminder_next as n
            where n.bucket = b.bucket and n.state = 'scheduled'
                and n.next_occurrence > p_floor and n.next_occurrence <= p_now
            order by n.next_occurrence
            limit 1
        ) as oldest
        order by oldest.next_occurrence
    loop
        -- Locked here, read in the next statement: a join in this one could pair a new revision's
        -- instant with the old revision's text.
        with due as materialized (
            select n.person_id, n.reminder_id from core.reminder_next as n
            where n.bucket = v_bucket
                and n.state = 'scheduled'           -- the partial index; only these have an instant
                and n.next_occurrence > p_floor     -- past the dead rows of what was done
                and n.next_occurrence <= p_now      -- a variable, or it is no index condition
            order by n.next_occurrence
            limit p_limit - v_taken
            for update skip locked                  -- what another worker holds is its work
        )
        select array_agg(d.person_id), array_agg(d.reminder_id)
        into v_persons, v_reminders
        from due as d;
        if v_persons is not null then
            perform core.reminder_fire_each(v_bucket, v_persons, v_reminders, p_now);
            v_taken := v_taken + cardinality(v_persons);
            exit when v_taken >= p_limit;
        end if;
    end loop;
    return v_taken;
end;
$$;

ALTER FUNCTION core.reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) IS 'Turns at most p_limit due reminders into occurrences and deliveries; returns how many it took. Cost follows what is due, not what exists: one index probe a bucket, then the due rows.';

--
-- Name: reminder_finish(smallint, uuid[], integer[], text[], boolean[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    perform core.span_end(
        p_bucket, p_persons, p_reminders,
        array(
            select case w.why when 'deleted' then 'deleted' else 'over' end
            from unnest(p_whys) with ordinality as w (why, nth)
            order by w.nth
        ),
        p_now
    );
    with over as (
        select *
        from unnest(p_persons, p_reminders, p_whys, p_waiting)
            as o (person_id, reminder_id, why, waiting)
    ),

    gone as (
        delete from core.reminder as r using over as o
        where r.bucket = p_bucket and r.person_id = o.person_id and r.reminder_id = o.reminder_id
        returning r.*, o.why, o.waiting
    )

    insert into core.reminder_finished (
        bucket, person_id, reminder_id, revision, text, said, starts_at, timezone, recurrence,
        after_done, tags, channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source,
        reference, updated_at, created_at, why, waiting, finished_at
    )
    select
        g.bucket, g.person_id, g.reminder_id, g.revision, g.text, g.said, g.starts_at, g.timezone,
        g.recurrence, g.after_done, g.tags, g.channels, g.catch_up, g.grace, g.nag_every,
        g.nag_times, g.nag_for, g.urgent, g.source, g.reference, g.updated_at, g.created_at, g.why, g.waiting, p_now
    from gone as g;
end;
$$;

ALTER FUNCTION core.reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone) IS 'Moves reminders of one bucket that are over out of the active ones, whose narrow rows go with them. The caller holds those.';

--
-- Name: reminder_fire(smallint, uuid[], integer[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_over_persons uuid[];
    v_over_reminders integer[];
    v_over_whys text[];
    v_over_waiting boolean[];
    v_nag_persons uuid[];
    v_nag_reminders integer[];
begin
    with due as materialized (
        select
            n.bucket, n.person_id, n.reminder_id, n.revision, n.ended, n.missed_before,
            n.next_occurrence, n.upcoming, r.text, r.after_done, r.recurrence <> '{}' as series,
            r.channels, r.catch_up, r.nag_every, r.nag_times, r.nag_for, r.urgent, r.reference,
            coalesce(r.timezone, p.timezone) as timezone,
            core.is_once(r) as once,
            case
                when p.quiet_mode is null then r.grace
                else core.grace_of(p, r.grace, r.urgent, p_now)
            end as grace
        from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        inner join core.reminder as r
            on r.bucket = p_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
        inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    ),

    -- Apart from the joins, or the planner may ask the functions before it has sorted out its rows.
    plan as materialized (
        select d.*, f.*, c.named, c.usable, c.inbox
        from due as d
        cross join lateral core.fire_plan(
            d.next_occurrence, d.upcoming, d.ended, d.series, d.catch_up, d.grace, p_now
        ) as f
        cross join lateral core.channels_named(d.bucket, d.person_id, d.channels) as c
    ),

    missed as (
        insert into core.occurrence (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, nag_every, nag_times, nag_for, urgent, reference, created_at
        )
        select
            p.bucket, p.person_id, p.reminder_id, m.due_at, m.due_at at time zone p.timezone,
            p.timezone, p.revision, p.text, p.named, 'missed', 'catch_up',
            p.nag_every, p.nag_times, p.nag_for, p.urgent, p.reference, p_now
        from plan as p
        cross join lateral unnest(p.o_missed) as m (due_at)
        on conflict do nothing
    ),

    come_due as (
        insert into core.occurrence as old (
            bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels,
            outcome, outcome_reason, delivered_at, missed_before, nag_every, nag_times, nag_for,
            urgent, reference, created_at
        )
        select
            p.bucket, p.person_id, p.reminder_id, p.o_fire_at, p.o_fire_at at time zone p.timezone,
            p.timezone, p.revision, p.text, p.named,
            case when p.inbox then 'delivered' when p.usable = '{}' then 'failed' else 'pending' end,
            case when p.usable = '{}' then 'no_channel' end,
            case when p.inbox then p_now end,
            p.missed_before + cardinality(p.o_missed), p.nag_every, p.nag_times, p.nag_for, p.urgent,
            p.reference, p_now
        from plan as p
        where p.o_fire_at is not null
        on conflict (bucket, person_id, reminder_id, due_at) do update
        set
            revision = excluded.revision,
            text = excluded.text,
            channels = excluded.channels,
            outcome = excluded.outcome,
            outcome_reason = excluded.outcome_reason,
            delivered_at = excluded.delivered_at,
            answer = 'none',
            answered_at = null,
            missed_before = excluded.missed_before,
            nag_every = excluded.nag_every,
            nag_times = excluded.nag_times,
            nag_for = excluded.nag_for,
            urgent = excluded.urgent,
            reference = excluded.reference
        -- Passed over ahead of its time, and set to the same time again since.
        where old.outcome_reason in ('skipped', 'done_early') and old.revision < excluded.revision
        returning *
    ),

    delivered as (
        insert into core.delivery (
            bucket, person_id, delivery_id, reminder_id, due_at, channel_id, channel_kind, kind, nth,
            not_before, outcome, sent_at, created_at
        )
        select
            o.bucket, o.person_id, gen_random_uuid(), o.reminder_id, o.due_at, c.channel_id, c.kind,
            'first', 1, o.due_at,
            case when c.kind = 'inbox' then 'sent' end,
            case when c.kind = 'inbox' then p_now end,
            p_now
        from come_due as o
        inner join core.channel as c
            on c.bucket = p_bucket and c.person_id = o.person_id
            and c.channel_id = any(o.channels) and c.enabled
        returning *
    ),

    opened as (
        insert into core.delivery_open (
            bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
            not_before, unknowns
        )
        select
            d.bucket, d.person_id, d.delivery_id, d.due_at, d.reminder_id, d.channel_id,
            d.channel_kind, d.kind, d.nth, d.not_before,
            -- Before a restore it may have been sent: perhaps a repeat, which is sent this once.
            case when d.not_before <= b.restored_at then 1 else 0 end
        from delivered as d
        cross join (select max(r.restored_at) as restored_at from core.restore as r) as b
        where d.outcome is null
    ),

    told as (
        insert into core.event (
            bucket, person_id, xid, event_id, at, kind, reminder_id, due_at, timezone, text,
            missed_before, reason
        )
        select
            o.bucket, o.person_id, pg_current_xact_id(), nextval('core.event_id'), p_now, e.kind,
            o.reminder_id, o.due_at, o.timezone, o.text, o.missed_before, e.reason
        from come_due as o
        cross join lateral (
            values ('due', null), ('failed', o.outcome_reason)
        ) as e (kind, reason)
        where e.kind = 'due' or o.outcome = 'failed'
    ),

    finished as (
        select
            p.person_id, p.reminder_id,
            p.o_fire_at is not null or (
                core.occurrence_waiting(p.bucket, p.person_id, p.reminder_id)
            ).due_at is not null as waiting,
            case when p.once then 'fired' else 'ended' end as why
        from plan as p
        where not p.o_compute and p.o_next is null and p.after_done is null and (p.once or p.ended)
    ),

    advanced as (
        update core.reminder_next as n
        set
            state = case
                when p.o_next is not null then 'scheduled'
                -- Where nobody could be told, nobody will answer: it counts from now.
                when p.after_done is not null and p.usable <> '{}' then 'waiting'
                else 'compute'
            end,
            next_occurrence = p.o_next,
            upcoming = coalesce(p.o_upcoming, '{}'),
            counts_from = case
                when p.after_done is not null and p.usable = '{}' then p_now else n.counts_from
            end,
            accounted_until = coalesce(
                greatest(n.accounted_until, p.o_fire_at, p.o_missed[cardinality(p.o_missed)]),
                n.accounted_until
            ),
            missed_before = case
                when p.o_fire_at is not null then 0
                else n.missed_before + cardinality(p.o_missed)
            end
        from plan as p
        where n.bucket = p_bucket and n.person_id = p.person_id and n.reminder_id = p.reminder_id
            and not exists (
                select from finished as f
                where f.person_id = p.person_id and f.reminder_id = p.reminder_id
            )
    )

    select o.*, g.*
    into
        v_over_persons, v_over_reminders, v_over_whys, v_over_waiting,
        v_nag_persons, v_nag_reminders
    from (
        select
            array_agg(f.person_id), array_agg(f.reminder_id), array_agg(f.why), array_agg(f.waiting)
        from finished as f
    ) as o
    cross join (
        select array_agg(d.person_id), array_agg(d.reminder_id)
        from come_due as d
        where d.nag_every is not null
    ) as g;

    if v_over_persons is not null then
        perform core.reminder_finish(
            p_bucket, v_over_persons, v_over_reminders, v_over_whys, v_over_waiting, p_now
        );
    end if;
    -- Where nobody could be told, an after_done has begun to count anew.
    perform core.span_turn(p_bucket, n.person_id, n.reminder_id, p_now)
    from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    where n.counts_from = p_now;
    if v_nag_persons is not null then
        perform core.nag_supersede(p_bucket, v_nag_persons, v_nag_reminders);
    end if;
    perform core.wake('oye_event', p_bucket::text);
    if exists (
        select from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
        inner join core.reminder_next as n
            on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
        where n.state = 'compute'
    ) then
        perform core.wake('oye_calc');
    end if;
end;
$$;

ALTER FUNCTION core.reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) IS 'Turns due reminders of one bucket, whose narrow rows the caller holds, into occurrences and deliveries, and moves each on to its next instant: all of it or nothing. An occurrence that is there already is left as it is, but for one that was skipped and then set again: it is told.';

--
-- Name: reminder_fire_each(smallint, uuid[], integer[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.reminder_fire(p_bucket, p_persons, p_reminders, p_now);
exception
    -- Trouble of the server's, not of a row's: the claim as a whole is tried again later.
    when transaction_rollback or insufficient_resources or operator_intervention or system_error
        or lock_not_available then
        raise;
    when others then
        if cardinality(p_persons) > 1 then
            for i in 1..cardinality(p_persons) loop
                perform core.reminder_fire_each(p_bucket, p_persons[i:i], p_reminders[i:i], p_now);
            end loop;
        else
            update core.reminder_next as n
            set state = 'invalid', state_reason = sqlstate || ': ' || left(sqlerrm, 200)
            where n.bucket = p_bucket and n.person_id = p_persons[1]
                and n.reminder_id = p_reminders[1];
        end if;
end;
$$;

ALTER FUNCTION core.reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) IS 'core.reminder_fire for a batch; where that raises, for each row by itself, and a row that raises alone becomes invalid with its reason: one poison row never stops the others.';

--
-- Name: reminder_json(core.person, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_json(p_person core.person, p_reminder integer) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH said AS (
          SELECT r.bucket,
             r.person_id,
             r.reminder_id,
             r.revision,
             r.text,
             r.said,
             r.starts_at,
             r.timezone,
             r.recurrence,
             r.after_done,
             r.tags,
             r.channels,
             r.catch_up,
             r.grace,
             r.nag_every,
             r.nag_times,
             r.nag_for,
             r.urgent,
             r.source,
             r.reference,
             r.updated_at,
             r.created_at,
             n.state,
             n.state_reason,
             n.next_occurrence,
             n.upcoming
            FROM (core.reminder r
              JOIN core.reminder_next n ON (((n.bucket = r.bucket) AND (n.person_id = r.person_id) AND (n.reminder_id = r.reminder_id))))
           WHERE ((r.bucket = (reminder_json.p_person).bucket) AND (r.person_id = (reminder_json.p_person).person_id) AND (r.reminder_id = reminder_json.p_reminder))
         UNION ALL
          SELECT f.bucket,
             f.person_id,
             f.reminder_id,
             f.revision,
             f.text,
             f.said,
             f.starts_at,
             f.timezone,
             f.recurrence,
             f.after_done,
             f.tags,
             f.channels,
             f.catch_up,
             f.grace,
             f.nag_every,
             f.nag_times,
             f.nag_for,
             f.urgent,
             f.source,
             f.reference,
             f.updated_at,
             f.created_at,
                 CASE
                     WHEN f.waiting THEN 'waiting'::text
                     ELSE 'finished'::text
                 END AS "case",
             f.why,
             NULL::timestamp with time zone,
             '{}'::timestamp with time zone[]
            FROM core.reminder_finished f
           WHERE ((f.bucket = (reminder_json.p_person).bucket) AND (f.person_id = (reminder_json.p_person).person_id) AND (f.reminder_id = reminder_json.p_reminder) AND (f.why <> 'deleted'::text))
         )
  SELECT jsonb_build_object('id', s.reminder_id, 'text', s.text, 'said', s.said, 'schedule', jsonb_build_object('starts_at', to_char(s.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS'::text), 'timezone', s.timezone, 'recurrence', s.recurrence, 'after_done', s.after_done), 'timezone', COALESCE(s.timezone, (reminder_json.p_person).timezone), 'state', s.state, 'state_reason', s.state_reason, 'next_occurrence',
         CASE
             WHEN (s.state <> 'paused'::text) THEN s.next_occurrence
             ELSE NULL::timestamp with time zone
         END, 'upcoming',
         CASE
             WHEN (s.state <> 'paused'::text) THEN s.upcoming
             ELSE '{}'::timestamp with time zone[]
         END, 'waiting_since', w.due_at, 'snoozed_until', w.snoozed_until, 'tags', s.tags, 'channels', s.channels, 'attendees', core.attendee_list(s.bucket, s.person_id, s.reminder_id), 'catch_up', s.catch_up, 'grace_seconds', (EXTRACT(epoch FROM s.grace))::integer, 'nag', core.nag_json(s.nag_every, s.nag_times, s.nag_for), 'urgent', s.urgent, 'source', s.source, 'reference', s.reference, 'revision', s.revision, 'created_at', s.created_at, 'updated_at', s.updated_at) AS jsonb_build_object
    FROM (said s
      LEFT JOIN LATERAL core.occurrence_waiting(s.bucket, s.person_id, s.reminder_id) w(bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels, outcome, outcome_reason, delivered_at, answer, answered_at, snoozed_until, missed_before, created_at, nag_every, nag_times, nag_for, urgent, reference) ON (true));
END;

ALTER FUNCTION core.reminder_json(p_person core.person, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_json(p_person core.person, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_json(p_person core.person, p_reminder integer) IS 'A reminder as the API shows it, active or finished; null where there is none (or it was deleted).';

--
-- Name: reminder_lock(core.person, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_lock(p_person core.person, p_reminder integer) RETURNS core.reminder_next
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_next core.reminder_next;
begin
    select n.* into v_next from core.reminder_next as n
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder
    for update;
    return v_next;
end;
$$;

ALTER FUNCTION core.reminder_lock(p_person core.person, p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_lock(p_person core.person, p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_lock(p_person core.person, p_reminder integer) IS 'Locks the narrow row of a reminder, which every writer takes first. All null where the reminder is not active. Waits for a claim or an edit that is under way.';

--
-- Name: reminder_next_offer(core.person, integer, integer, text, timestamp with time zone, timestamp with time zone[], boolean); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_verdict text := 'stale';
begin
    -- An instant that was already past is for worker-calc to weigh.
    if p_zone is not null and p_next > (core.reminder_lock(p_person, p_reminder)).accounted_until then
        v_verdict := core.reminder_next_set(
            p_person, p_reminder, p_revision, p_zone, p_next, p_upcoming, p_ended
        );
    end if;
    if v_verdict <> 'scheduled' then
        perform core.wake('oye_calc');
    end if;
end;
$$;

ALTER FUNCTION core.reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean) IS 'What a writer has calculated beside its change, if it has and if it still holds; otherwise the reminder stays in compute for worker-calc.';

--
-- Name: reminder_next_put(core.reminder_next); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_next_put(p_next core.reminder_next) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.reminder_next as n
    values (p_next.*)
    on conflict (bucket, person_id, reminder_id) do update
    set
        revision = excluded.revision,
        state = excluded.state,
        next_occurrence = excluded.next_occurrence,
        upcoming = excluded.upcoming,
        ended = excluded.ended,
        accounted_until = excluded.accounted_until,
        counts_from = excluded.counts_from,
        missed_before = excluded.missed_before,
        state_reason = excluded.state_reason;
end;
$$;

ALTER FUNCTION core.reminder_next_put(p_next core.reminder_next) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_next_put(p_next core.reminder_next); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_next_put(p_next core.reminder_next) IS 'Makes a narrow row what it was, whatever it is now. The caller holds it, or the row of the reminder among the finished.';

--
-- Name: reminder_next_restore(core.person, core.reminder, core.change, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_was core.reminder_next := jsonb_populate_record(
        null::core.reminder_next, p_change.before -> 'next'
    );
    v_from text := p_change.before ->> 'zone';
    v_moved boolean := p_reminder.timezone is null and v_from <> p_person.timezone;
begin
    v_was.revision := p_reminder.revision;
    if v_was.state = 'invalid' then
        v_was.state := 'compute';
        v_was.state_reason := null;
    end if;
    -- Calculated for another zone, or with rules that are no more.
    if v_moved or (
        p_change.before ->> 'tzdata' is distinct from (select t.version from core.tzdata as t)
    ) then
        v_was.state := case when v_was.state = 'scheduled' then 'compute' else v_was.state end;
        v_was.next_occurrence := null;
        v_was.upcoming := '{}'::timestamptz[];
        v_was.ended := false;
        if v_moved and (p_reminder.after_done is null or v_was.counts_from is null) then
            v_was.accounted_until :=
                (v_was.accounted_until at time zone v_from) at time zone p_person.timezone;
        end if;
    end if;
    perform core.span_end(
        v_was.bucket, array[v_was.person_id], array[v_was.reminder_id], array['edited'], p_now
    );
    if p_change.due_at is not null or v_was.state in ('paused', 'waiting')
        -- Its next instant was to come, and no answer was awaited then.
        or v_was.state = 'compute' and p_reminder.after_done is not null then
        perform core.reminder_next_put(v_was);
        if v_was.state = 'waiting' and (
            core.occurrence_waiting(v_was.bucket, v_was.person_id, v_was.reminder_id)
        ).due_at is null then
            perform core.after_done_count(
                v_was.bucket, v_was.person_id, v_was.reminder_id, p_now
            );
        end if;
        perform core.claim_rewind(v_was.next_occurrence, p_now);
        perform core.wake(case v_was.state when 'scheduled' then 'oye_fire' else 'oye_calc' end);
    else
        v_was.state := 'paused';
        perform core.reminder_next_put(v_was);
        perform core.reminder_resume(v_was, p_now);
    end if;
    perform core.span_begin(v_was.bucket, array[v_was.person_id], array[v_was.reminder_id], p_now);
end;
$$;

ALTER FUNCTION core.reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone) IS 'Gives a reminder the instants that it had before a change. Those that passed meanwhile are as in a pause, but for the one that was passed over: that comes late. Where the zone or its rules are others now, worker-calc calculates again. The caller holds the person and the narrow row.';

--
-- Name: reminder_next_set(core.person, integer, integer, text, timestamp with time zone, timestamp with time zone[], boolean, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_hot core.reminder_next := core.reminder_lock(p_person, p_reminder);
    v_zone text;
begin
    if v_hot.reminder_id is null then
        return 'gone';
    end if;
    -- Read after the lock: a zone change either is seen here or waits for this row.
    select coalesce(r.timezone, p.timezone) into v_zone
    from core.reminder as r
    inner join core.person as p on p.bucket = r.bucket and p.person_id = r.person_id
    where r.bucket = v_hot.bucket and r.person_id = v_hot.person_id
        and r.reminder_id = v_hot.reminder_id;
    if v_hot.revision <> p_revision or p_zone is distinct from v_zone
        or v_hot.state not in ('compute', 'paused') then
        return 'stale';
    end if;
    if p_next <= v_hot.accounted_until then
        p_invalid := 'engine_error: an instant was given that is accounted for already';
    end if;
    if p_invalid is null and p_next is null then
        return 'ended';
    end if;
    update core.reminder_next as n
    set
        -- A pause outlasts every calculation; the instant is kept for the resume.
        state = case
            when n.state = 'paused' then 'paused' when p_invalid is null then 'scheduled' else 'invalid'
        end,
        next_occurrence = case when p_invalid is null then p_next end,
        upcoming = case when p_invalid is null then coalesce(p_upcoming, '{}') else '{}' end,
        ended = p_invalid is null and coalesce(p_ended, false),
        state_reason = case when n.state <> 'paused' then left(p_invalid, 500) end
    where n.bucket = v_hot.bucket and n.person_id = v_hot.person_id
        and n.reminder_id = v_hot.reminder_id;
    if p_invalid is not null then
        return 'invalid';
    end if;
    perform core.claim_rewind(p_next, core.now());
    perform core.wake('oye_fire');
    return 'scheduled';
end;
$$;

ALTER FUNCTION core.reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text) IS 'The one way to store a calculated instant: locks the narrow row, then compares revision and zone with what they are now. scheduled; invalid (with its reason); stale (made for another revision, zone or state), ended (nothing follows) and gone (no such active reminder) change nothing.';

--
-- Name: reminder_not_found(integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_not_found(p_reminder integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.problem(
        404, 'reminder_not_found', format('There is no reminder %s.', p_reminder), 'reminder_id'
    );
end;
$$;

ALTER FUNCTION core.reminder_not_found(p_reminder integer) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_not_found(p_reminder integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_not_found(p_reminder integer) IS 'Refuses with 404, in one wording.';

--
-- Name: reminder_pass(core.person, core.reminder_next, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_reminder core.reminder;
    v_zone text;
    v_occurrence core.occurrence;
    v_once boolean;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_hot.bucket and r.person_id = p_hot.person_id
        and r.reminder_id = p_hot.reminder_id;
    v_zone := core.zone_of(p_person, v_reminder.timezone);
    v_once := core.is_once(v_reminder);
    insert into core.occurrence (
        bucket, person_id, reminder_id, due_at, slot, timezone, revision, text, channels, outcome,
        outcome_reason, answer, answered_at, nag_every, nag_times, nag_for, urgent, reference,
        created_at
    )
    select
        p_hot.bucket, p_hot.person_id, p_hot.reminder_id, p_hot.next_occurrence,
        p_hot.next_occurrence at time zone v_zone, v_zone, v_reminder.revision, v_reminder.text,
        c.named, 'skipped', case p_answer when 'done' then 'done_early' else 'skipped' end, p_answer,
        case when p_answer <> 'none' then p_now end, v_reminder.nag_every, v_reminder.nag_times,
        v_reminder.nag_for, v_reminder.urgent, v_reminder.reference, p_now
    from core.channels_named(p_hot.bucket, p_hot.person_id, v_reminder.channels) as c
    on conflict do nothing
    returning * into v_occurrence;
    if v_once or p_hot.ended and p_hot.upcoming = '{}' and v_reminder.after_done is null then
        perform core.reminder_finish(
            p_hot.bucket, array[p_hot.person_id], array[p_hot.reminder_id],
            array[case when v_once then 'done' else 'ended' end],
            array[
                (
                    core.occurrence_waiting(p_hot.bucket, p_hot.person_id, p_hot.reminder_id)
                ).due_at is not null
            ],
            p_now
        );
    else
        update core.reminder_next as n
        set
            state = case when n.upcoming = '{}' then 'compute' else 'scheduled' end,
            next_occurrence = n.upcoming[1],
            upcoming = coalesce(n.upcoming[2:], '{}'),
            accounted_until = greatest(n.accounted_until, n.next_occurrence),
            -- The first one is counted as if it had been answered when it was due: a wait from now
            -- might end before that.
            counts_from = case
                when n.counts_from is null then greatest(p_now, n.next_occurrence) else p_now
            end
        where n.bucket = p_hot.bucket and n.person_id = p_hot.person_id
            and n.reminder_id = p_hot.reminder_id;
        if v_reminder.after_done is not null then
            perform core.span_turn(p_hot.bucket, p_hot.person_id, p_hot.reminder_id, p_now);
        end if;
        perform core.wake('oye_calc');
    end if;
    if v_occurrence.reminder_id is not null then
        perform core.event_add(
            v_occurrence, case p_answer when 'done' then 'done' else 'skipped' end, p_now
        );
    end if;
end;
$$;

ALTER FUNCTION core.reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone) IS 'Passes over the next occurrence of a reminder whose narrow row the caller holds: recorded as skipped (p_answer none, or done where it was done early), and the reminder goes on to the one after it.';

--
-- Name: reminder_put(core.reminder); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_put(p_reminder core.reminder) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.reminder as r
    values (p_reminder.*)
    on conflict (bucket, person_id, reminder_id) do update
    set
        revision = excluded.revision,
        text = excluded.text,
        said = excluded.said,
        starts_at = excluded.starts_at,
        timezone = excluded.timezone,
        recurrence = excluded.recurrence,
        after_done = excluded.after_done,
        tags = excluded.tags,
        channels = excluded.channels,
        catch_up = excluded.catch_up,
        grace = excluded.grace,
        nag_every = excluded.nag_every,
        nag_times = excluded.nag_times,
        nag_for = excluded.nag_for,
        urgent = excluded.urgent,
        source = excluded.source,
        reference = excluded.reference,
        updated_at = excluded.updated_at;
    delete from core.reminder_finished as f
    where f.bucket = p_reminder.bucket and f.person_id = p_reminder.person_id
        and f.reminder_id = p_reminder.reminder_id;
end;
$$;

ALTER FUNCTION core.reminder_put(p_reminder core.reminder) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_put(p_reminder core.reminder); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_put(p_reminder core.reminder) IS 'Makes an active reminder what it was, whatever it is now. The caller holds its narrow row, or its row among the finished, and sees to the narrow row.';

--
-- Name: reminder_reinstate(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_old core.reminder_finished;
begin
    select f.* into v_old from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted'
    for update;
    if not found then
        -- Another edit may have brought it back while this one waited.
        if (core.reminder_lock(p_person, p_reminder)).reminder_id is not null then
            return;
        end if;
        perform core.reminder_not_found(p_reminder);
    end if;
    insert into core.reminder (
        bucket, person_id, reminder_id, revision, text, said, starts_at, timezone, recurrence,
        after_done, tags, channels, catch_up, grace, nag_every, nag_times, nag_for, urgent, source,
        reference, updated_at, created_at
    )
    values (
        v_old.bucket, v_old.person_id, v_old.reminder_id, v_old.revision, v_old.text, v_old.said,
        v_old.starts_at, v_old.timezone, v_old.recurrence, v_old.after_done, v_old.tags,
        v_old.channels, v_old.catch_up, v_old.grace, v_old.nag_every, v_old.nag_times,
        v_old.nag_for, v_old.urgent, v_old.source, v_old.reference, p_now, v_old.created_at
    );
    insert into core.reminder_next (
        bucket, person_id, reminder_id, revision, state, accounted_until
    )
    values (
        v_old.bucket, v_old.person_id, v_old.reminder_id, v_old.revision, 'compute', p_now
    );
    delete from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder;
end;
$$;

ALTER FUNCTION core.reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone) IS 'Brings a finished reminder back under its number, for a new schedule that the caller writes. Refuses 404 (none, or deleted).';

--
-- Name: reminder_remove(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.reminder_finish(
        p_person.bucket, array[p_person.person_id], array[p_reminder], array['deleted'],
        array[false], p_now
    );
    update core.reminder_finished as f
    set why = 'deleted', waiting = false, finished_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted';
    perform core.reminder_cancel(p_person, p_reminder, 'deleted', p_now);
end;
$$;

ALTER FUNCTION core.reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone) IS 'Removes a reminder, active or finished, and cancels what is not yet being sent of it. The caller holds its narrow row, or its row among the finished.';

--
-- Name: reminder_restore(core.person, core.change, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_before jsonb := p_change.before;
    v_now jsonb := core.change_image(p_person, p_change.reminder_id);
    v_old core.reminder := jsonb_populate_record(
        null::core.reminder, coalesce(v_now -> 'reminder', v_now -> 'finished')
    );
    v_new core.reminder := jsonb_populate_record(
        v_old, coalesce(v_before -> 'reminder', v_before -> 'finished')
    );
    v_timing boolean :=
        (v_before -> 'next') - 'revision' is distinct from p_change.after - 'revision'
        -- The same narrow row may stand for two schedules: neither is calculated yet.
        or (v_new.starts_at, v_new.timezone, v_new.recurrence, v_new.after_done)
        is distinct from (v_old.starts_at, v_old.timezone, v_old.recurrence, v_old.after_done);
    v_active boolean := v_before ? 'reminder' and (v_timing or v_now ? 'reminder');
begin
    if not v_before ? 'reminder'
        and coalesce(v_before #>> '{finished,why}', 'deleted') = 'deleted' then
        perform core.reminder_remove(p_person, p_change.reminder_id, p_now);
        return;
    end if;
    -- Told since, and once is all that it is told.
    if v_active and core.is_once(v_new) and exists (
        select from core.occurrence as o
        where o.bucket = p_person.bucket and o.person_id = p_person.person_id
            and o.reminder_id = p_change.reminder_id
            and o.due_at = (v_before #>> '{next,next_occurrence}')::timestamptz
    ) then
        v_active := false;
    end if;
    v_new.revision := v_old.revision;
    v_new.updated_at := v_old.updated_at;
    if v_new is distinct from v_old or not v_now ? 'reminder' then
        v_new.revision := v_old.revision + 1;
        v_new.updated_at := p_now;
    end if;
    if not v_active then
        -- What the change had begun is taken back, and is not a schedule that came to its end.
        perform core.span_end(
            p_person.bucket, array[p_person.person_id], array[p_change.reminder_id],
            array['edited'], p_now
        );
    end if;
    perform core.reminder_put(v_new);
    if not v_active then
        perform core.reminder_finish(
            p_person.bucket, array[p_person.person_id], array[p_change.reminder_id],
            array[
                coalesce(v_before #>> '{finished,why}', v_now #>> '{finished,why}', 'ended')
            ],
            array[
                (
                    core.occurrence_waiting(
                        p_person.bucket, p_person.person_id, p_change.reminder_id
                    )
                ).due_at is not null
            ],
            p_now
        );
    elsif v_timing or not v_now ? 'next' then
        if v_before #>> '{next,state}' = 'paused' then
            perform core.reminder_cancel(p_person, p_change.reminder_id, 'paused', p_now);
        end if;
        perform core.reminder_next_restore(p_person, v_new, p_change, p_now);
    else
        update core.reminder_next as n set revision = v_new.revision
        where n.bucket = p_person.bucket and n.person_id = p_person.person_id
            and n.reminder_id = p_change.reminder_id;
    end if;
    perform core.span_restore(p_change, v_new.timezone);
    perform core.edit_reach(
        p_person, p_change.reminder_id, core.edit_between(v_old, v_new), v_new.nag_every,
        v_new.nag_times, v_new.nag_for, p_now
    );
end;
$$;

ALTER FUNCTION core.reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) IS 'Makes a reminder what it was before a change: what was said, whether it is active, finished or removed, and its instants where the change touched them. Its revision counts up. The caller holds the person and the reminder.';

--
-- Name: reminder_resume(core.reminder_next, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_reminder core.reminder;
    v_once boolean;
    v_known timestamptz[] := '{}'::timestamptz[];
    v_state text;
    v_waiting core.occurrence;
begin
    select r.* into v_reminder from core.reminder as r
    where r.bucket = p_hot.bucket and r.person_id = p_hot.person_id
        and r.reminder_id = p_hot.reminder_id;
    v_once := core.is_once(v_reminder);
    -- What passed in the pause was not expected, but for a one-off, which fires late.
    if p_hot.next_occurrence is not null then
        select coalesce(array_agg(k.at order by k.at), '{}') into v_known
        from unnest(p_hot.next_occurrence || p_hot.upcoming) as k (at)
        where k.at > p_now or v_once or v_reminder.after_done is not null;
    end if;
    v_waiting := core.occurrence_waiting(p_hot.bucket, p_hot.person_id, p_hot.reminder_id);
    v_state := case
        when v_known <> '{}' then 'scheduled'
        -- Of those that it counts from at once (core.occurrence_settle) no answer is awaited.
        when v_reminder.after_done is not null and v_waiting.outcome <> 'failed'
            and coalesce(v_waiting.outcome_reason, '') not like 'then\_%' then 'waiting'
        else 'compute'
    end;
    update core.reminder_next as n
    set
        state = v_state,
        next_occurrence = v_known[1],
        upcoming = coalesce(v_known[2:], '{}'),
        ended = n.ended and v_known <> '{}',
        accounted_until = case
            when v_once or v_reminder.after_done is not null then n.accounted_until
            else greatest(n.accounted_until, p_now)
        end
    where n.bucket = p_hot.bucket and n.person_id = p_hot.person_id
        and n.reminder_id = p_hot.reminder_id;
    perform core.span_begin(
        p_hot.bucket, array[p_hot.person_id], array[p_hot.reminder_id], p_now
    );
    perform core.claim_rewind(v_known[1], p_now);
    perform core.wake(case v_state when 'scheduled' then 'oye_fire' else 'oye_calc' end);
end;
$$;

ALTER FUNCTION core.reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone) IS 'Ends the pause of a reminder whose narrow row the caller holds.';

--
-- Name: restored_since(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.restored_since(p_at timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return exists (select from core.restore as r where r.restored_at >= p_at);
end;
$$;

ALTER FUNCTION core.restored_since(p_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION restored_since(p_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.restored_since(p_at timestamp with time zone) IS 'Whether the database was brought back to an earlier time at p_at or after it: what was due by then may have been sent, and nothing here knows of it.';

--
-- Name: retry_check(core.person, integer, timestamp with time zone, core.occurrence); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_occurrence.due_at is null then
        perform core.problem(
            404, 'occurrence_not_found',
            format('Reminder %s did not come due at %s.', p_reminder, p_due_at), 'due_at'
        );
    end if;
    if p_occurrence.answer = 'done' then
        perform core.problem(
            409, 'already_done',
            format('Reminder %s was already done at %s.', p_reminder,
                to_char(p_occurrence.answered_at at time zone p_person.timezone, 'HH24:MI')),
            'reminder_id'
        );
    end if;
    if p_occurrence.outcome in ('delivered', 'skipped', 'missed')
        and not core.occurrence_is_dead(p_occurrence)
        -- A snooze that was sent again a moment ago is on its way.
        and not exists (
            select from core.delivery as d
            where d.bucket = p_occurrence.bucket and d.person_id = p_occurrence.person_id
                and d.reminder_id = p_reminder and d.due_at = p_due_at
                and d.kind <> 'nag' and d.outcome is null and d.not_before <= core.now()
        ) then
        perform core.problem(
            409, 'not_failed',
            format('Reminder %s has not failed: it was %s%s.', p_reminder, p_occurrence.outcome,
                case when p_occurrence.outcome = 'delivered' then '; snooze tells it again' end),
            'reminder_id'
        );
    end if;
end;
$$;

ALTER FUNCTION core.retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence) OWNER TO oye_owner;

--
-- Name: FUNCTION retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence) IS 'Refuses to send an occurrence again that is not there (404), is done, or did not fail (409).';

--
-- Name: revision_check(integer, integer); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.revision_check(p_if_match integer, p_revision integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_if_match <> p_revision then
        perform core.problem(
            412, 'revision_mismatch',
            format('It has changed since: this is revision %s. Read it again.', p_revision), 'If-Match'
        );
    end if;
end;
$$;

ALTER FUNCTION core.revision_check(p_if_match integer, p_revision integer) OWNER TO oye_owner;

--
-- Name: FUNCTION revision_check(p_if_match integer, p_revision integer); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.revision_check(p_if_match integer, p_revision integer) IS 'Refuses (412) a change that was made for another revision. Null means whatever it is.';

--
-- Name: rewind_count(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.rewind_count() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (select coalesce(sum(r.times), 0) from core.rewind as r);
end;
$$;

ALTER FUNCTION core.rewind_count() OWNER TO oye_owner;

--
-- Name: FUNCTION rewind_count(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.rewind_count() IS 'How many transactions have made something due in the past. Read before a claim looks: whoever counts afterwards may have been missed.';

--
-- Name: schedule_restart(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
begin
    perform core.span_end(
        p_person.bucket, array[p_person.person_id], array[p_reminder], array['edited'], v_now
    );
    update core.reminder_next as n
    set
        state = case when n.state = 'paused' then 'paused' else 'compute' end,
        next_occurrence = null,
        upcoming = '{}',
        ended = false,
        accounted_until = p_accounted,
        counts_from = null,
        missed_before = 0,
        state_reason = null
    where n.bucket = p_person.bucket and n.person_id = p_person.person_id
        and n.reminder_id = p_reminder;
    perform core.span_begin(
        p_person.bucket, array[p_person.person_id], array[p_reminder], v_now
    );
end;
$$;

ALTER FUNCTION core.schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone) IS 'A new schedule counts from p_accounted; all that was calculated for the old one goes. The caller holds the narrow row.';

--
-- Name: snooze_add(core.occurrence, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_channels integer[];
begin
    if core.delivery_make(p_occurrence, p_occurrence.channels, 'snooze', p_until, p_now) > 0 then
        return;
    end if;
    -- Those that it came on were removed or disabled: it comes where the reminder is named for now.
    v_channels := coalesce(core.occurrence_usable(p_occurrence), '{}');
    if core.delivery_make(p_occurrence, v_channels, 'snooze', p_until, p_now) = 0 then
        perform core.problem(
            409, 'no_channel',
            'None of this reminder''s channels is usable, so it cannot come again. Enable one, or '
            'give the reminder other channels (where it is over, with a new time).'
        );
    end if;
    update core.occurrence as o
    set channels = array(
        select distinct c.id from unnest(o.channels || v_channels) as c (id) order by c.id
    )
    where o.bucket = p_occurrence.bucket and o.person_id = p_occurrence.person_id
        and o.reminder_id = p_occurrence.reminder_id and o.due_at = p_occurrence.due_at;
end;
$$;

ALTER FUNCTION core.snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone) IS 'Makes the deliveries that tell an occurrence again: on its own channels, and where none of these is usable any more, on those that its reminder is named for today. Refuses (409) where none of these is either. The caller holds the occurrence.';

--
-- Name: snooze_check(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.snooze_check(p_until timestamp with time zone, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_until is null or p_until <= p_now or p_until > p_now + interval '5 years' then
        perform core.problem(
            422, 'snooze_out_of_range',
            'A snooze ends in the future, within five years: "10m", "tomorrow 9am".', 'when'
        );
    end if;
end;
$$;

ALTER FUNCTION core.snooze_check(p_until timestamp with time zone, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION snooze_check(p_until timestamp with time zone, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.snooze_check(p_until timestamp with time zone, p_now timestamp with time zone) IS 'Refuses (422) a snooze that does not end in the future.';

--
-- Name: span_begin(smallint, uuid[], integer[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    insert into core.span (
        bucket, person_id, reminder_id, span_id, revision, starts_at, zone, recurrence, after_done,
        counts_from, expected_after, created_at
    )
    select
        n.bucket, n.person_id, n.reminder_id, nextval('core.span_id'), n.revision, r.starts_at,
        coalesce(r.timezone, p.timezone), r.recurrence, r.after_done, n.counts_from, n.accounted_until,
        p_now
    from unnest(p_persons, p_reminders) as k (person_id, reminder_id)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    inner join core.reminder as r
        on r.bucket = p_bucket and r.person_id = k.person_id and r.reminder_id = k.reminder_id
    inner join core.person as p on p.bucket = p_bucket and p.person_id = k.person_id
    where n.state <> 'paused'
    on conflict do nothing;
end;
$$;

ALTER FUNCTION core.span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) IS 'From now on these reminders expect what their schedules say, after what is accounted for; nothing where one is paused or has an open span. The caller holds the narrow rows, and has written them.';

--
-- Name: span_end(smallint, uuid[], integer[], text[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
    -- One plan for arrays of any length: planned for each array, it would cost more than the work.
    update core.span as s
    set
        ended_at = p_now,
        ended_why = k.why,
        expected_until = case when k.why <> 'over' then n.accounted_until end
    from unnest(p_persons, p_reminders, p_whys) as k (person_id, reminder_id, why)
    inner join core.reminder_next as n
        on n.bucket = p_bucket and n.person_id = k.person_id and n.reminder_id = k.reminder_id
    where s.bucket = p_bucket and s.person_id = k.person_id and s.reminder_id = k.reminder_id
        and s.ended_at is null;
end;
$$;

ALTER FUNCTION core.span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone) IS 'Ends the open spans of these reminders at what is accounted for now; over: the schedule has nothing more, and all that it had is expected. The caller holds the narrow rows, and has not changed them yet.';

--
-- Name: span_restore(core.change, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.span_restore(p_change core.change, p_timezone text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION core.span_restore(p_change core.change, p_timezone text) OWNER TO oye_owner;

--
-- Name: FUNCTION span_restore(p_change core.change, p_timezone text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.span_restore(p_change core.change, p_timezone text) IS 'Lets the spans say what is expected now that a skip (or a done ahead of time) was put back, of a schedule in p_timezone (null: floating), or made again: each instant by one of them, whether or not the person moved meanwhile. After other changes they have their rows, and stay. The caller holds the narrow row, and has restored it.';

--
-- Name: span_turn(smallint, uuid, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT core.span_end(p_bucket, ARRAY[p_person], ARRAY[p_reminder], ARRAY['answered'::text], p_now) AS span_end;
 SELECT core.span_begin(p_bucket, ARRAY[p_person], ARRAY[p_reminder], p_now) AS span_begin;
END;

ALTER FUNCTION core.span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) IS 'An after_done counts anew: its span ends and another begins. The caller holds the narrow row and has written it; the instant that was answered is accounted for.';

--
-- Name: tally_add(text[], text[], double precision[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.tally as t (
        bin_at, channel_kind, outcome, place, slot, sends, seconds
    )
    select
        date_bin(interval '10 seconds', p_now, timestamptz 'epoch'), k.channel_kind, k.outcome,
        core.lateness_place(k.late), pg_backend_pid() % 16, count(*), coalesce(sum(k.late), 0)
    from unnest(p_channel_kinds, p_outcomes, p_lates) as k (channel_kind, outcome, late)
    group by k.channel_kind, k.outcome, core.lateness_place(k.late)
    -- Ascending, so that two connections of one slot never wait for each other in a circle.
    order by k.channel_kind, k.outcome, core.lateness_place(k.late)
    on conflict (bin_at, channel_kind, outcome, place, slot) do update set
        sends = t.sends + excluded.sends,
        seconds = t.seconds + excluded.seconds;
end;
$$;

ALTER FUNCTION core.tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone) IS 'Counts sends: of which kind of channel, with what outcome, and how late each was (seconds; null where it did not arrive). Locks rows of the tally, and so comes last in its transaction.';

--
-- Name: tally_fold(timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.tally_fold(p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- One at a time; whoever comes meanwhile has nothing to do.
    if not pg_try_advisory_xact_lock(hashtextextended('core.tally_fold', 0)) then
        return;
    end if;
    with folded as (
        delete from core.tally as t
        where t.bin_at > '-infinity' and t.bin_at < p_now - interval '20 minutes'
        returning t.*
    )

    insert into core.tally as t (bin_at, channel_kind, outcome, place, slot, sends, seconds)
    select '-infinity', f.channel_kind, f.outcome, f.place, 0, sum(f.sends), sum(f.seconds)
    from folded as f
    group by f.channel_kind, f.outcome, f.place
    on conflict (bin_at, channel_kind, outcome, place, slot) do update set
        sends = t.sends + excluded.sends,
        seconds = t.seconds + excluded.seconds;
end;
$$;

ALTER FUNCTION core.tally_fold(p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION tally_fold(p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.tally_fold(p_now timestamp with time zone) IS 'Takes what was counted more than 20 minutes ago together, so that the tally stays small; no sum changes by it. Called each minute by whoever looks after the other worker.';

--
-- Name: text_reach(core.person, integer, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.text_reach(p_person core.person, p_reminder integer, p_text text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    update core.occurrence as o set text = p_text
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and exists (
            select from core.delivery_open as d
            where d.bucket = o.bucket and d.person_id = o.person_id
                and d.reminder_id = o.reminder_id and d.due_at = o.due_at
                and d.state <> 'sending' and d.kind <> 'update'
        );
    perform from core.delivery_open as d
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.kind <> 'update'
    order by d.delivery_id
    for update;
    -- Who has leased one holds the old text: its begin is answered with stale, and it comes again.
    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null, fence = null
    where d.bucket = p_person.bucket and d.person_id = p_person.person_id
        and d.reminder_id = p_reminder and d.state = 'leased' and d.kind <> 'update';
    if found then
        perform core.claim_rewind('-infinity', core.now());
        perform core.wake('oye_fire');
    end if;
end;
$$;

ALTER FUNCTION core.text_reach(p_person core.person, p_reminder integer, p_text text) OWNER TO oye_owner;

--
-- Name: FUNCTION text_reach(p_person core.person, p_reminder integer, p_text text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.text_reach(p_person core.person, p_reminder integer, p_text text) IS 'Lets a new text reach what is due but not yet being sent. The caller holds the narrow row.';

--
-- Name: timezone_check(text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.timezone_check(p_timezone text, p_field text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- The names of the catalogue view, not whatever `at time zone` accepts ('X5' would do for that).
    if not exists (
        select from pg_catalog.pg_timezone_names as z where z.name = p_timezone
    ) then
        perform core.problem(
            422, 'unknown_timezone',
            format('%s is not an IANA time zone; one looks like Europe/Madrid.',
                coalesce(quote_literal(p_timezone), 'null')),
            p_field
        );
    end if;
end;
$$;

ALTER FUNCTION core.timezone_check(p_timezone text, p_field text) OWNER TO oye_owner;

--
-- Name: FUNCTION timezone_check(p_timezone text, p_field text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.timezone_check(p_timezone text, p_field text) IS 'Refuses (422) a zone that this server does not know; p_field says where it stood.';

--
-- Name: token_add(uuid, text, text[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_secret text := core.token_new();
    v_token core.token;
begin
    insert into core.token (
        sha256, token_id, bucket, person_id, label, scopes, expires_at, created_at
    )
    values (
        sha256(convert_to(v_secret, 'UTF8')), gen_random_uuid(), core.bucket_of(p_person), p_person,
        p_label, p_scopes, p_expires_at, core.now()
    )
    returning * into v_token;
    return jsonb_build_object(
        'id', v_token.token_id,
        'label', v_token.label,
        'scopes', v_token.scopes,
        'token', v_secret,
        'expires_at', v_token.expires_at,
        'created_at', v_token.created_at
    );
end;
$$;

ALTER FUNCTION core.token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone) IS 'Makes a token and returns it with its secret, the only time it is seen. No person: a service token.';

--
-- Name: token_check(bytea, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.token_check(p_token bytea, p_scope text) RETURNS core.token
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_token core.token;
begin
    select t.* into v_token from core.token as t where t.sha256 = p_token;
    if not found then
        perform core.token_unknown();
    end if;
    if v_token.expires_at <= v_now then
        perform core.problem(401, 'token_expired', 'This token has expired; make a new one.');
    end if;
    if v_token.person_id is null and p_scope <> 'act_for' then
        perform core.problem(
            403, 'act_for_missing',
            'A service token acts for a person: send X-Act-For: telegram:<user id>.', 'X-Act-For'
        );
    end if;
    if p_scope <> all(v_token.scopes) then
        perform core.problem(
            403, 'scope_missing',
            format('This needs a token with the scope %s; this one has %s.',
                p_scope, array_to_string(v_token.scopes, ', '))
        );
    end if;
    -- A write a day, not a write a request.
    if v_token.last_used_on is distinct from (v_now at time zone 'UTC')::date then
        update core.token set last_used_on = (v_now at time zone 'UTC')::date
        where sha256 = p_token;
    end if;
    return v_token;
end;
$$;

ALTER FUNCTION core.token_check(p_token bytea, p_scope text) OWNER TO oye_owner;

--
-- Name: FUNCTION token_check(p_token bytea, p_scope text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.token_check(p_token bytea, p_scope text) IS 'The token with this SHA-256, if it is known, not expired, and has the scope. Refuses with 401 or 403.';

--
-- Name: token_new(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.token_new() RETURNS text
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (t.body || "left"(encode(sha256(convert_to(t.body, 'UTF8'::name)), 'hex'::text), 6))
    FROM ( VALUES (('oye_'::text || replace((gen_random_uuid())::text, '-'::text, ''::text)))) t(body);
END;

ALTER FUNCTION core.token_new() OWNER TO oye_owner;

--
-- Name: FUNCTION token_new(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.token_new() IS 'A fresh token: oye_, 122 random bits in hex, and six hex digits of their SHA-256 as a checksum, so that a mistyped one is refused without a look-up.';

--
-- Name: token_unknown(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.token_unknown() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.problem(401, 'token_unknown', 'This token is not known here; sign in again.');
end;
$$;

ALTER FUNCTION core.token_unknown() OWNER TO oye_owner;

--
-- Name: FUNCTION token_unknown(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.token_unknown() IS 'Refuses with 401, in one wording: no such token, or its person was removed meanwhile.';

--
-- Name: told_last(core.person, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_due_at timestamptz;
begin
    select o.due_at into v_due_at from core.occurrence as o
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and (o.outcome not in ('skipped', 'missed') or o.answer <> 'none')
    -- What was done early lies ahead, and is spoken of only where nothing else is.
    order by o.due_at <= p_now desc, o.due_at desc
    limit 1;
    return v_due_at;
end;
$$;

ALTER FUNCTION core.told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone) IS 'When the latest occurrence that was told (or answered) came due; null where there is none.';

--
-- Name: update_put(smallint, uuid, core.delivery[], timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into core.delivery_open as old (
        bucket, person_id, delivery_id, due_at, reminder_id, channel_id, channel_kind, kind, nth,
        not_before, message_id
    )
    select
        d.bucket, d.person_id, gen_random_uuid(), d.due_at, d.reminder_id, d.channel_id,
        d.channel_kind, 'update', 0, p_now, d.provider_id
    from (
        select distinct on (u.channel_id, u.provider_id) u.*
        from unnest(p_deliveries) as u
        order by u.channel_id, u.provider_id
    ) as d
    inner join core.channel as c
        on c.bucket = p_bucket and c.person_id = p_person and c.channel_id = d.channel_id
        and c.enabled
    order by d.channel_id, d.provider_id
    on conflict (bucket, person_id, channel_id, message_id) where kind = 'update' do update
    set
        -- Who has leased it holds what was true before: its begin is answered with stale.
        state = case when old.state = 'leased' then 'ready' else old.state end,
        worker = case when old.state <> 'leased' then old.worker end,
        fence = case when old.state <> 'leased' then old.fence end,
        lease_until = case when old.state <> 'leased' then old.lease_until end,
        -- Due anew, and not in the past, where the workers' floors may be beyond it.
        not_before = case when old.state = 'leased' then p_now else old.not_before end,
        again = old.state = 'sending',
        attempts = 0;
    if found then
        perform core.wake('oye_fire');
    end if;
end;
$$;

ALTER FUNCTION core.update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone) IS 'Lets the messages of these deliveries be edited, so that they show what is true: one open update for each message, whatever changes meanwhile, and each change is tried anew. Comes after all other deliveries in the lock order; by channel and message.';

--
-- Name: update_settle(core.delivery_open, bigint, text, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_open core.delivery_open;
begin
    select d.* into v_open from core.delivery_open as d
    where d.bucket = p_open.bucket and d.person_id = p_open.person_id
        and d.delivery_id = p_open.delivery_id
    for update;
    if v_open.fence is distinct from p_fence or v_open.delivery_id is null then
        return 'stale';
    end if;
    if v_open.state = 'ready' then
        return 'retry';
    end if;
    -- A message that is gone, or a chat that is closed, has nothing more to show. Else it shows what
    -- is not true, so it is tried as long as a message is: one that waits at most five minutes, as
    -- core.delivery_backoff has it, comes so often in that time.
    if p_outcome in ('rejected', 'permanent', 'moved')
        or v_open.attempts >= extract(epoch from core.delivery_useful_for()) / 300
        or p_outcome = 'sent' and not v_open.again
    then
        delete from core.delivery_open as d
        where d.bucket = v_open.bucket and d.person_id = v_open.person_id
            and d.delivery_id = v_open.delivery_id;
        return 'settled';
    end if;
    update core.delivery_open as d
    set
        state = 'ready', worker = null, lease_until = null, again = false, queued = null,
        put_off = false,
        not_before = case
            when p_outcome = 'sent' then p_now
            else p_now + core.delivery_backoff(p_outcome, v_open.attempts, p_retry_after)
        end,
        attempts = greatest(d.attempts - (p_outcome in ('sent', 'limited'))::integer, 0)
    where d.bucket = v_open.bucket and d.person_id = v_open.person_id
        and d.delivery_id = v_open.delivery_id;
    return 'retry';
end;
$$;

ALTER FUNCTION core.update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone) IS 'Takes the report of one edit: settled, retry or stale, as core.delivery_settle; settled where it did not get through: it is given up. It touches no occurrence, counts as no attempt to tell, and an unknown one is simply made again. Locks that one delivery.';

--
-- Name: urgent_reach(core.person, integer, boolean, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    update core.occurrence as o set urgent = p_urgent
    where o.bucket = p_person.bucket and o.person_id = p_person.person_id
        and o.reminder_id = p_reminder
        and o.due_at in (
            select d.due_at from core.delivery_open as d
            where d.bucket = p_person.bucket and d.person_id = p_person.person_id
                and d.reminder_id = p_reminder
            union all
            select (core.occurrence_waiting(p_person.bucket, p_person.person_id, p_reminder)).due_at
        );
    perform core.quiet_release(p_person, p_reminder, p_now);
end;
$$;

ALTER FUNCTION core.urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone) IS 'Lets a reminder that became urgent, or is so no more, reach what is due of it: quiet hours let it go, or hold it. The caller holds the occurrences. Locks deliveries.';

--
-- Name: user_code_digest(text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.user_code_digest(p_code text) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT sha256(convert_to(upper(translate(p_code, '- '::text, ''::text)), 'UTF8'::name)) AS sha256;
END;

ALTER FUNCTION core.user_code_digest(p_code text) OWNER TO oye_owner;

--
-- Name: FUNCTION user_code_digest(p_code text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.user_code_digest(p_code text) IS 'What is stored of a user code, however it was typed: in any case, with or without its hyphen.';

--
-- Name: user_code_new(); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.user_code_new() RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- No vowels, so no words, and nothing that is mistaken for something else (RFC 8628, 6.1).
    v_letters text := 'BCDFGHJKLMNPQRSTVWXZ';
    v_code text := '';
    v_byte integer;
begin
    while length(v_code) < 8 loop
        v_byte := get_byte(uuid_send(gen_random_uuid()), 0);
        -- 240 is the largest multiple of 20 that fits: each letter is as likely as another.
        if v_byte < 240 then
            v_code := v_code || substr(v_letters, v_byte % 20 + 1, 1);
        end if;
    end loop;
    return v_code;
end;
$$;

ALTER FUNCTION core.user_code_new() OWNER TO oye_owner;

--
-- Name: FUNCTION user_code_new(); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.user_code_new() IS 'Eight letters for a person to read off one screen and type on another: 20^8 of them.';

--
-- Name: waiting_edit(core.person, integer, jsonb, integer, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_old core.reminder_finished;
    v_nag record;
begin
    select f.* into v_old from core.reminder_finished as f
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder and f.why <> 'deleted'
    for update;
    if not found then
        perform core.reminder_not_found(p_reminder);
    end if;
    if not v_old.waiting or p_patch - array['text', 'said', 'tags', 'nag', 'urgent'] <> '{}' then
        perform core.problem(
            409, 'reminder_finished',
            format('Reminder %s is over; give it a new time to bring it back.', p_reminder), 'when'
        );
    end if;
    perform core.revision_check(p_if_match, v_old.revision);
    v_nag := core.nag_read(p_patch -> 'nag', v_old.nag_times, v_old.nag_for);
    update core.reminder_finished as f
    set
        revision = f.revision + 1,
        text = coalesce(p_patch ->> 'text', f.text),
        said = case when p_patch ? 'said' then p_patch ->> 'said' else f.said end,
        tags = coalesce(core.jsonb_texts(p_patch -> 'tags'), f.tags),
        nag_every = case when p_patch ? 'nag' then v_nag.o_every else f.nag_every end,
        nag_times = case when p_patch ? 'nag' then v_nag.o_times else f.nag_times end,
        nag_for = case when p_patch ? 'nag' then v_nag.o_for else f.nag_for end,
        urgent = coalesce((p_patch ->> 'urgent')::boolean, f.urgent),
        updated_at = p_now
    where f.bucket = p_person.bucket and f.person_id = p_person.person_id
        and f.reminder_id = p_reminder;
    perform core.edit_reach(
        p_person, p_reminder, p_patch, v_nag.o_every, v_nag.o_times, v_nag.o_for, p_now
    );
end;
$$;

ALTER FUNCTION core.waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone) IS 'Changes words, tags, nag or urgent of a reminder that is over but waits for its answer; they reach what is there of it (core.edit_reach). Refuses 404 (none) and 409 (it waits for nothing, or more would change).';

--
-- Name: wake(text, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.wake(p_channel text, p_payload text DEFAULT ''::text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT pg_notify(p_channel, p_payload) AS pg_notify;
END;

ALTER FUNCTION core.wake(p_channel text, p_payload text) OWNER TO oye_owner;

--
-- Name: FUNCTION wake(p_channel text, p_payload text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.wake(p_channel text, p_payload text) IS 'Shortens the sleep of who listens (oye_calc, oye_fire, oye_event). Nothing depends on its arrival.';

--
-- Name: wall_instant(timestamp without time zone, text, timestamp with time zone); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    -- Elapsed from p_near as if no clock were changed in between.
    v_at timestamptz := p_near + make_interval(
        secs => extract(epoch from p_wall - p_near at time zone p_zone)::double precision
    );
begin
    if v_at at time zone p_zone = p_wall then
        return v_at;
    end if;
    return p_wall at time zone p_zone;
end;
$$;

ALTER FUNCTION core.wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone) IS 'The instant at which clocks in a zone show p_wall: of two the one on p_near''s side of the change; a time that a change leaves out moves forward by it.';

--
-- Name: worker_seen(text, text, timestamp with time zone, timestamp with time zone, bigint, boolean); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone DEFAULT NULL::timestamp with time zone, p_rewinds bigint DEFAULT NULL::bigint, p_drained boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- Once a second at most: busy workers would otherwise write one dead row a claim.
    insert into core.worker_run as w (kind, worker, last_run_at, floor, full_at, rewinds)
    values (
        p_kind, p_worker, p_now, case when p_drained then p_now - interval '10 seconds' end,
        case when p_drained then p_now end, p_rewinds
    )
    on conflict (kind, worker) do update set
        last_run_at = p_now,
        -- Ten seconds of room for transactions that commit after their instants have passed.
        floor = case when p_drained then p_now - interval '10 seconds' else w.floor end,
        full_at = case when p_floor <> '-infinity' then w.full_at when p_drained then p_now end,
        rewinds = p_rewinds
    where w.last_run_at not between p_now - interval '1 second' and p_now
        or p_floor = '-infinity';
end;
$$;

ALTER FUNCTION core.worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone, p_rewinds bigint, p_drained boolean) OWNER TO oye_owner;

--
-- Name: FUNCTION worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone, p_rewinds bigint, p_drained boolean); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone, p_rewinds bigint, p_drained boolean) IS 'Notes that a worker asked for work, from p_floor on, with core.rewind_count as it was before, and whether nothing that is due was left. Comes last in a claim; each worker has a row of its own.';

--
-- Name: zone_of(core.person, text); Type: FUNCTION; Schema: core; Owner: oye_owner
--

CREATE FUNCTION core.zone_of(p_person core.person, p_timezone text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(p_timezone, (p_person).timezone) AS "coalesce";
END;

ALTER FUNCTION core.zone_of(p_person core.person, p_timezone text) OWNER TO oye_owner;

--
-- Name: FUNCTION zone_of(p_person core.person, p_timezone text); Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON FUNCTION core.zone_of(p_person core.person, p_timezone text) IS 'The zone in force: a pinned schedule''s own, a floating one''s person''s.';

--
-- Name: alarm_claim(); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.alarm_claim() RETURNS TABLE(alarm_id bigint, worker_kind text, what text, silent_seconds double precision)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query select c.* from core.alarm_claim('fire') as c;
end;
$$;

ALTER FUNCTION fire.alarm_claim() OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_claim(); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.alarm_claim() IS 'To be called once a minute: says that this kind of worker is there, and looks whether the other one is. What the operator is to be told now: that worker_kind has asked for no work for silent_seconds, five minutes or more (what: silent; null seconds: it never ran), or that it works again (back). Each is given to one worker, and to another where alarm_settle is not called within a minute (later: up to fifteen).';

--
-- Name: alarm_settle(bigint, text); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.alarm_settle(p_alarm_id bigint, p_what text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform core.alarm_settle(p_alarm_id, p_what);
end;
$$;

ALTER FUNCTION fire.alarm_settle(p_alarm_id bigint, p_what text) OWNER TO oye_owner;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.alarm_settle(p_alarm_id bigint, p_what text) IS 'The operator was told what alarm_claim said: it is not told again.';

--
-- Name: delivery_begin(text, uuid[], uuid[], bigint[], interval, uuid[], numeric, double precision[]); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval DEFAULT '00:01:00'::interval, p_messages uuid[] DEFAULT NULL::uuid[], p_rate numeric DEFAULT 25, p_waits double precision[] DEFAULT NULL::double precision[]) RETURNS TABLE(delivery_id uuid, verdict text, wait double precision, at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_held core.delivery_open[];
begin
    if p_rate not between 0.1 and 1000 then
        perform core.problem(400, 'rate_wrong', 'A rate is 0.1 to 1000 a second.', 'p_rate');
    end if;
    -- First what is not sent at all, in the lock order: the inbox, and channels disabled meanwhile.
    perform core.delivery_unsendable(p_persons, p_deliveries, p_fences, v_now);
    v_held := core.delivery_hold(p_persons, p_deliveries, p_fences);

    return query
    with paced as materialized (
        select h.*, p.verdict, p.at, p.wait, p.queued as queued_by
        from unnest(v_held) as h
        inner join core.delivery_admit(
            v_held, p_deliveries, p_messages, p_waits, p_rate, v_now
        ) as p
            on p.delivery_id = h.delivery_id
    ),

    begun as (
        update core.delivery_open as d
        set
            state = 'sending', attempts = d.attempts + 1,
            lease_until = greatest(p.at, v_now) + p_lease
        from paced as p
        where d.bucket = p.bucket and d.person_id = p.person_id and d.delivery_id = p.delivery_id
            and p.verdict = 'go'
    ),

    put_off as (
        update core.delivery_open as d
        set
            state = 'ready', worker = null, lease_until = null, not_before = p.at,
            queued = p.queued_by, put_off = p.verdict = 'later'
        from paced as p
        where d.bucket = p.bucket and d.person_id = p.person_id and d.delivery_id = p.delivery_id
            and p.verdict <> 'go'
    ),

    noted as (
        insert into core.attempt (bucket, person_id, delivery_id, fence, due_at, worker, begun_at)
        select p.bucket, p.person_id, p.delivery_id, p.fence, p.due_at, p_worker, v_now
        from paced as p
        where p.verdict = 'go' and p.kind <> 'update'
    )

    select
        a.delivery_id,
        case
            when p.delivery_id is not null then p.verdict
            when exists (
                select from core.delivery as d
                where d.bucket = core.bucket_of(a.person_id) and d.person_id = a.person_id
                    and d.delivery_id = a.delivery_id and d.outcome is not null
            ) then 'cancelled'
            else 'stale'
        end,
        coalesce(p.wait, 0),
        p.at
    from unnest(p_persons, p_deliveries) as a (person_id, delivery_id)
    left join paced as p on p.delivery_id = a.delivery_id;
end;
$$;

ALTER FUNCTION fire.delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]) IS 'Asked just before a small batch is sent, and committed before it: go (state sending; send it after wait seconds, one at most, which is at: its time within the pace of Telegram, null where there is none), later, paused (it was put off for wait seconds, and nothing was spent), stale (another claim holds it) or cancelled (it has its outcome: answered, deleted, channel disabled, or the inbox, which is settled here). p_messages: the same id for those that are sent as one. p_rate: messages a second of the whole bot. p_waits: seconds for which the worker puts one off by itself, since it has enough in the air for that host; null: it does not. Locks deliveries (ascending, then updates by channel and message), then channels, then the pace.';

--
-- Name: delivery_claim(text, integer, smallint[], interval); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.delivery_claim(p_worker text, p_limit integer, p_buckets smallint[] DEFAULT NULL::smallint[], p_lease interval DEFAULT '00:01:00'::interval) RETURNS TABLE(delivery_id uuid, person_id uuid, fence bigint, lease_until timestamp with time zone, channel_id integer, channel_kind text, address text, secret text, kind text, nth integer, attempts integer, perhaps_repeat boolean, reminder_id integer, due_at timestamp with time zone, timezone text, locale text, text text, missed_before integer, claimed_at timestamp with time zone, taken integer, silent boolean, urgent boolean, reference text, nag_left integer, digest uuid, message_id text, card jsonb, author text, attendees jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
    v_buckets smallint[] := core.buckets(p_buckets);
    v_rest smallint[] := core.buckets_rest(p_buckets);
    v_limit integer := least(greatest(p_limit, 1), 10000);
    v_rewinds bigint := core.rewind_count();
    v_floor timestamptz := core.claim_floor(p_worker, v_rewinds, v_now);
    v_taken integer;
    v_leased core.delivery_open[];
begin
    loop
        perform core.delivery_lapse(v_buckets, v_limit, v_now);
        v_taken := core.reminder_claim_due(v_buckets, v_limit, v_floor, v_now);
        select array_agg(l) into v_leased
        from core.delivery_lease(p_worker, v_buckets, v_limit, p_lease, v_floor, v_now) as l;
        exit when v_taken > 0 or v_leased is not null or v_rest = '{}';
        -- Its own have nothing due: the others', whose worker may be missing.
        v_buckets := v_rest;
        v_rest := '{}';
    end loop;
    if v_leased is not null then
        v_leased := v_leased || array(
            select l from core.digest_gather(v_leased, p_worker, p_lease, v_now) as l
        );
    end if;
    -- Drained means that no bucket has anything due, be it held by another worker.
    perform core.worker_seen(
        'fire', p_worker, v_now, v_floor, v_rewinds,
        case
            when v_taken > 0 or v_leased is not null then false
            else not core.due_exists(core.buckets(null), v_floor, v_now)
        end
    );
    -- Locked above, read here.
    return query
    select
        l.delivery_id, l.person_id, l.fence, l.lease_until, l.channel_id, l.channel_kind, c.address,
        c.secret, l.kind, l.nth, l.attempts, l.unknowns > 0, l.reminder_id, l.due_at, o.timezone,
        p.locale, o.text, o.missed_before, v_now, v_taken,
        coalesce(p.quiet_mode, '') = 'silent' and l.kind in ('first', 'nag') and not o.urgent
            and (core.quiet_hours(p, v_now)).o_until is not null,
        o.urgent, o.reference,
        case
            when o.nag_every is null then 0
            else core.nag_left(o, l.channel_id, greatest(v_now, l.not_before))
        end,
        g.digest, l.message_id,
        case
            when l.kind = 'update'
                then core.card_items(l.bucket, l.person_id, l.channel_id, l.message_id)
        end,
        -- In a group: whose it is, and who wants to be told by name.
        case when c.address like '-%' then core.group_author(l.bucket, l.person_id) end,
        case
            when c.address like '-%'
                then core.attendee_list(l.bucket, l.person_id, l.reminder_id)
        end
    from unnest(v_leased) as l
    inner join core.occurrence as o
        on o.bucket = l.bucket and o.person_id = l.person_id and o.reminder_id = l.reminder_id
        and o.due_at = l.due_at
    inner join core.person as p on p.bucket = l.bucket and p.person_id = l.person_id
    left join core.channel as c
        on c.bucket = l.bucket and c.person_id = l.person_id and c.channel_id = l.channel_id
    left join core.digest_group(v_leased, v_now) as g on g.delivery_id = l.delivery_id
    where l.state = 'leased'
    -- In line: what was claimed before is asked for before what has not been.
    order by not l.put_off, l.not_before, l.delivery_id;
    -- Or a worker that drains what is due would take work for the inbox alone, or what is only put
    -- off to the end of quiet hours, for none at all.
    if not found and (v_taken > 0 or v_leased is not null) then
        claimed_at := v_now;
        taken := v_taken;
        return next;
    end if;
end;
$$;

ALTER FUNCTION fire.delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval) IS 'Turns at most p_limit due reminders into occurrences and deliveries, exactly once each, then leases at most p_limit due deliveries to p_worker for p_lease: those whose lease ran out first, then those that were put off and are due again (half of p_limit where others are due), then the bucket with the most overdue, within it by time. Never waits for work that another worker holds. p_buckets come first: only where they have nothing due, the others follow (null: all alike). Send only after delivery_begin said go. What is late and has the same digest (2 to 20 of one chat, taken along beyond p_limit) is one message. One of kind update edits message_id to show card. Where it took reminders, or put deliveries off to the end of quiet hours, and leased nothing, one row says so: taken, and no delivery_id. silent: quiet hours ask for no sound. nag_left: how many nags may follow it.';

--
-- Name: delivery_release(text); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.delivery_release(p_worker text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    with held as materialized (
        select d.bucket, d.person_id, d.delivery_id from core.delivery_open as d
        where d.worker = p_worker and d.state = 'leased'
        -- As core.delivery_hold.
        order by
            d.kind = 'update', d.person_id, case when d.kind = 'update' then d.channel_id end,
            d.message_id, d.delivery_id
        for update
    )

    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null
    from held as h
    where d.bucket = h.bucket and d.person_id = h.person_id and d.delivery_id = h.delivery_id;
    get diagnostics v_count = row_count;
    if v_count > 0 then
        perform core.claim_rewind('-infinity', core.now());
        perform core.wake('oye_fire');
    end if;
    return v_count;
end;
$$;

ALTER FUNCTION fire.delivery_release(p_worker text) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_release(p_worker text); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.delivery_release(p_worker text) IS 'Gives back what a worker has leased and not begun, as it stops. Returns how many.';

--
-- Name: delivery_settle(uuid[], uuid[], bigint[], text[], text[], integer[], text[], text[]); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]) RETURNS TABLE(delivery_id uuid, verdict text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION fire.delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]) IS 'Reports what became of sends, each with its claim''s fence. settled; retry (due again later); stale (another claim holds it or it is settled: only its attempt''s row changes); gone (no such delivery). sent | temporary (back-off, or retry_after) | limited (retry_after, no attempt spent; telegram_too_many silences the whole bot, too_many the channel) | rejected (this message only) | split (a digest was refused: each of it is sent again at once, by itself) | permanent (disables the channel, never the reminder) | moved (new address, sent again at once) | unknown (perhaps it arrived: repeated once, marked). Where a nag was sent, the card before it loses its buttons. Failures in a row open a circuit (core.channel_hear, core.pace_hear). Each report that was taken is counted (core.tally), edits apart, but for those that are given up (edit_given_up).';

--
-- Name: due_peek(smallint[]); Type: FUNCTION; Schema: fire; Owner: oye_owner
--

CREATE FUNCTION fire.due_peek(p_buckets smallint[] DEFAULT NULL::smallint[]) RETURNS TABLE(now timestamp with time zone, due_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_buckets smallint[] := core.buckets(p_buckets);
begin
    now := core.now();
    select min(least(r.at, d.at, l.at)) into due_at
    from unnest(v_buckets) as b (bucket)
    left join lateral (
        select n.next_occurrence as at from core.reminder_next as n
        where n.bucket = b.bucket and n.state = 'scheduled'
        order by n.next_occurrence
        limit 1
    ) as r on true
    left join lateral (
        select o.not_before as at from core.delivery_open as o
        where o.bucket = b.bucket and o.state = 'ready' and not o.put_off
        order by o.not_before
        limit 1
    ) as d on true
    left join lateral (
        select o.lease_until as at from core.delivery_open as o
        where o.bucket = b.bucket and o.state in ('leased', 'sending')
        order by o.lease_until
        limit 1
    ) as l on true;
    due_at := least(due_at, (
        select o.not_before from core.delivery_open as o
        where o.bucket = any(v_buckets) and o.state = 'ready' and o.put_off
        order by o.not_before
        limit 1
    ));
    return next;
end;
$$;

ALTER FUNCTION fire.due_peek(p_buckets smallint[]) OWNER TO oye_owner;

--
-- Name: FUNCTION due_peek(p_buckets smallint[]); Type: COMMENT; Schema: fire; Owner: oye_owner
--

COMMENT ON FUNCTION fire.due_peek(p_buckets smallint[]) IS 'The database''s now, and the next instant at which a claim will find work (null: none is known). What a loop sleeps by.';

--
-- Name: audit(timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.audit(p_since timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone, p_person uuid DEFAULT NULL::uuid) RETURNS TABLE(person_id uuid, since timestamp with time zone, until timestamp with time zone, spans bigint, counts jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_since timestamptz;
    v_until timestamptz;
begin
    select w.o_since, w.o_until into v_since, v_until
    from core.audit_window(p_since, p_until) as w;
    return query
    with each_person as (
        select p.person_id, h.counts, s.spans
        from core.person as p
        cross join lateral core.audit_count(p.bucket, p.person_id, null, v_since, v_until) as h
        cross join lateral (
            select count(*) as spans from core.span as k
            where k.bucket = p.bucket and k.person_id = p.person_id
                and k.expected_after < v_until
                and coalesce(greatest(k.expected_until, k.ended_at), 'infinity') >= v_since
        ) as s
        where p_person is null or p.bucket = core.bucket_of(p_person) and p.person_id = p_person
    )

    select e.person_id, v_since, v_until, e.spans, e.counts from each_person as e
    union all
    select
        null, v_since, v_until, (select coalesce(sum(e.spans), 0)::bigint from each_person as e),
        (
            select coalesce(jsonb_object_agg(t.what, t.total), '{}')
            from (
                select c.key as what, sum(c.value::bigint) as total
                from each_person as e
                cross join lateral jsonb_each_text(e.counts) as c
                group by c.key
            ) as t
        );
end;
$$;

ALTER FUNCTION ops.audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid) OWNER TO oye_owner;

--
-- Name: FUNCTION audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid) IS 'History''s side of the sum of promise 3, for each person and (person_id null) for all: how many occurrences have each outcome, how many of the delivered were late, done, snoozed, and from how many spans what was expected is to be recomputed. The engine''s side, and whether both agree, is `oye-calc audit`. Reads the period''s whole history.';

--
-- Name: delivery_failed(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(channel_kind text, reason text, letters bigint, oldest timestamp with time zone, newest timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    select d.channel_kind, s.reason, count(*), min(o.due_at), max(o.due_at)
    from core.dead_letters(p_since, p_until, null, null) as o
    cross join lateral (
        select coalesce((core.snooze_lost(o)).reason, o.outcome_reason) as reason
    ) as s
    left join lateral (
        select distinct d.channel_kind from core.delivery as d
        where d.bucket = o.bucket and d.person_id = o.person_id
            and d.reminder_id = o.reminder_id and d.due_at = o.due_at
            and d.outcome in ('failed', 'unknown')
    ) as d on true
    group by d.channel_kind, s.reason
    order by count(*) desc, d.channel_kind, s.reason;
end;
$$;

ALTER FUNCTION ops.delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone) IS 'How many dead letters there are, due from p_since until p_until (now), by the kind of channel on which they were sent in vain (null: on none) and by reason, the most first. Nobody''s words.';

--
-- Name: delivery_requeue(timestamp with time zone, timestamp with time zone, text, text, integer); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone DEFAULT NULL::timestamp with time zone, p_channel_kind text DEFAULT NULL::text, p_reason text DEFAULT NULL::text, p_limit integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_now timestamptz := core.now();
    v_count integer := 0;
    v_dead record;
    v_occurrence core.occurrence;
begin
    for v_dead in
        select d.*
        from (
            select o.bucket, o.person_id, o.reminder_id, o.due_at
            from core.dead_letters(p_since, p_until, p_channel_kind, p_reason) as o
            where core.occurrence_usable(o, p_channel_kind) <> '{}'
                -- Its person wants quiet, and may send it by `retry`.
                and not exists (
                    select from core.reminder_next as n
                    where n.bucket = o.bucket and n.person_id = o.person_id
                        and n.reminder_id = o.reminder_id and n.state = 'paused'
                )
            order by o.due_at
            limit least(greatest(p_limit, 1), 10000)
        ) as d
        order by d.person_id, d.reminder_id, d.due_at
    loop
        v_occurrence := core.occurrence_hold(
            v_dead.bucket, v_dead.person_id, v_dead.reminder_id, v_dead.due_at
        );
        -- Answered, or sent again, since it was found.
        continue when not core.occurrence_is_dead(v_occurrence);
        perform core.occurrence_retry(
            v_occurrence, core.occurrence_usable(v_occurrence, p_channel_kind), v_now
        );
        v_count := v_count + 1;
    end loop;
    -- A large batch takes its time, and by then the workers' floors may be beyond v_now.
    perform core.claim_rewind(v_now, core.now());
    return v_count;
end;
$$;

ALTER FUNCTION ops.delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer) OWNER TO oye_owner;

--
-- Name: FUNCTION delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer) IS 'Sends dead letters of anybody again (core.occurrence_retry), the oldest first: due from p_since until p_until (now), sent in vain on a channel of this kind, for this reason; null means any. At most p_limit (10,000) a call; returns how many, 0 when none is left. Those whose channels are all disabled stay, and so do those of paused reminders. Reads the history of the period. Locks narrow row, reminder, occurrence, delivery of each, by person, then rewind.';

--
-- Name: health(); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.health() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return core.health_all();
end;
$$;

ALTER FUNCTION ops.health() OWNER TO oye_owner;

--
-- Name: FUNCTION health(); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.health() IS 'Is it well? All figures as one object: core.health says what is amiss in words, core.health_sends and core.health_history what was sent, how late, and what is kept. Cheap at any size; no person''s data.';

--
-- Name: housekeep(); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.housekeep() RETURNS TABLE(what text, removed bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION ops.housekeep() OWNER TO oye_owner;

--
-- Name: FUNCTION housekeep(); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.housekeep() IS 'Makes months ahead and removes what is past its time: idempotency keys (24 hours), link codes, sign-ins that nobody took, finished reminders without a waiting answer and changes (30 days), who joined what is gone, paces of chats that are quiet, runs of workers that are gone, alarms that were over 90 days ago.';

--
-- Name: month_drop(date); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.month_drop(p_before date) RETURNS SETOF text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    v_month date;
    v_name text;
    v_open boolean;
begin
    perform pg_advisory_xact_lock(hashtextextended('ops.month', 0));
    for v_month in
        select to_date(right(c.relname, 7), 'YYYY_MM')
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = 'core' and c.relname ~ '^occurrence_[0-9]{4}_[0-9]{2}$'
            and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date <= p_before
        order by 1
    loop
        -- A month with something open stays whole, whatever its age.
        select exists (
            select from core.delivery_open as d
            where d.due_at >= v_month::timestamp at time zone 'UTC'
                and d.due_at < (v_month + interval '1 month') at time zone 'UTC'
        ) or exists (
            select from core.occurrence as o
            inner join core.reminder_finished as f
                on f.bucket = o.bucket and f.person_id = o.person_id
                and f.reminder_id = o.reminder_id and f.waiting
            where o.due_at >= v_month::timestamp at time zone 'UTC'
                and o.due_at < (v_month + interval '1 month') at time zone 'UTC'
                and o.answer <> 'done'
        ) or exists (
            -- An after_done that waits: without its occurrence it could never be answered.
            select from core.occurrence as o
            inner join core.reminder_next as n
                on n.bucket = o.bucket and n.person_id = o.person_id
                and n.reminder_id = o.reminder_id and n.state in ('waiting', 'paused')
                and n.next_occurrence is null
            where o.due_at >= v_month::timestamp at time zone 'UTC'
                and o.due_at < (v_month + interval '1 month') at time zone 'UTC'
                and o.answer <> 'done' and o.outcome not in ('skipped', 'missed')
        ) into v_open;
        continue when v_open;
        perform core.history_shorten((v_month + interval '1 month') at time zone 'UTC');
        foreach v_name in array array['occurrence', 'delivery', 'attempt', 'event'] loop
            v_name := format('%s_%s', v_name, to_char(v_month, 'YYYY_MM'));
            if to_regclass('core.' || v_name) is not null then
                execute format('drop table core.%I', v_name);
                return next v_name;
            end if;
        end loop;
    end loop;
end;
$_$;

ALTER FUNCTION ops.month_drop(p_before date) OWNER TO oye_owner;

--
-- Name: FUNCTION month_drop(p_before date); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.month_drop(p_before date) IS 'Drops the months of history that end on or before p_before (UTC) and says which partitions went. A month with a delivery that is open, or a reminder that still waits for its answer, is spared.';

--
-- Name: month_ensure(integer); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.month_ensure(p_months integer DEFAULT 3) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_first date := date_trunc('month', core.now() at time zone 'UTC')::date;
    v_from date;
    v_parent text;
    v_name text;
    v_made integer := 0;
begin
    -- One maker at a time: two would both see that a month is missing.
    perform pg_advisory_xact_lock(hashtextextended('ops.month', 0));
    for i in 0..p_months loop
        v_from := (v_first + make_interval(months => i))::date;
        foreach v_parent in array array['occurrence', 'delivery', 'attempt', 'event'] loop
            v_name := format('%s_%s', v_parent, to_char(v_from, 'YYYY_MM'));
            if to_regclass('core.' || v_name) is null then
                if v_made = 0 then
                    perform core.month_lock();
                end if;
                perform core.month_make(v_parent, v_name, v_from);
                v_made := v_made + 1;
            end if;
        end loop;
    end loop;
    return v_made;
end;
$$;

ALTER FUNCTION ops.month_ensure(p_months integer) OWNER TO oye_owner;

--
-- Name: FUNCTION month_ensure(p_months integer); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.month_ensure(p_months integer) IS 'Makes the partitions of this month and the p_months that follow, where they are missing; returns how many it made. What the default partition holds of such a month moves into it. No sender depends on it: without it the default partition takes everything.';

--
-- Name: person_create(text, text, text); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.person_create(p_name text, p_timezone text, p_locale text DEFAULT 'en'::text) RETURNS TABLE(person_id uuid, timezone text, locale text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    select p.person_id, p.timezone, p.locale
    from core.person_add(p_name, p_timezone, p_locale) as p;
end;
$$;

ALTER FUNCTION ops.person_create(p_name text, p_timezone text, p_locale text) OWNER TO oye_owner;

--
-- Name: FUNCTION person_create(p_name text, p_timezone text, p_locale text); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.person_create(p_name text, p_timezone text, p_locale text) IS 'Makes a person with an inbox. Refuses (422) a zone that is not known.';

--
-- Name: restored(timestamp with time zone); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.restored(p_as_of timestamp with time zone) RETURNS TABLE(what text, total bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_now timestamptz := core.now();
begin
    if p_as_of is null or p_as_of > v_now then
        perform core.problem(
            400, 'as_of_wrong',
            'The instant that the database was brought back to lies in the past: give that one.',
            'p_as_of'
        );
    end if;
    -- From here on what comes due late is marked: core.reminder_fire looks here.
    insert into core.restore (restored_at, as_of) values (v_now, p_as_of);

    -- No worker of that time will report what it held.
    update core.delivery_open as d set lease_until = v_now where d.lease_until > v_now;
    perform core.delivery_lapse(core.buckets(null), 2147483647, v_now);
    what := 'deliveries that are perhaps a repeat';
    update core.delivery_open as d
    set state = 'ready', worker = null, lease_until = null, unknowns = greatest(d.unknowns, 1)
    where d.kind <> 'update' and (
        d.state <> 'ready' or d.not_before <= v_now
        -- A back-off or a circuit had put it off, and may have let it go before its time.
        or (core.delivery_meant(d.person_id, d.delivery_id, d.due_at)).meant_at <= v_now
    );
    get diagnostics total = row_count;
    return next;
    update core.delivery_open as d set state = 'ready', worker = null, lease_until = null
    where d.kind = 'update' and d.state <> 'ready';
    what := 'reminders that came due since';
    select count(*) into total from core.reminder_next as n
    where n.state = 'scheduled' and n.next_occurrence <= v_now;
    return next;

    -- Numbers that were given out after as_of are not given again: a late report would be taken for
    -- another's, and an undo would hit another change.
    perform setval('core.fence', nextval('core.fence') + 1000000000);
    perform setval('core.change_id', nextval('core.change_id') + 1000000000);
    -- Transactions are counted anew in another cluster: what is told already must not lie ahead.
    update core.event as e set xid = '0' where e.xid >= pg_current_xact_id();
    update core.rewind as r set xid = '0';
    delete from core.worker_run;
end;
$$;

ALTER FUNCTION ops.restored(p_as_of timestamp with time zone) OWNER TO oye_owner;

--
-- Name: FUNCTION restored(p_as_of timestamp with time zone); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.restored(p_as_of timestamp with time zone) IS 'To be called once after the database was brought back to p_as_of (a backup, a point in time), before anybody else is let in. What was open then and is due now may have been sent since: it is marked as perhaps a repeat, and so is what reminders tell of the time up to now. Leases end, a send that was under way is noted as unknown, workers look at everything. Says how much of each there is. Refuses (400) an instant that is not past. A second call marks what came due since.';

--
-- Name: service_token_create(text); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.service_token_create(p_label text) RETURNS TABLE(token_id uuid, token text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_made jsonb := core.token_add(null, p_label, array['act_for'], null);
begin
    return query select (v_made ->> 'id')::uuid, v_made ->> 'token';
end;
$$;

ALTER FUNCTION ops.service_token_create(p_label text) OWNER TO oye_owner;

--
-- Name: FUNCTION service_token_create(p_label text); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.service_token_create(p_label text) IS 'Makes a token with the scope act_for, for a bot that acts for its users.';

--
-- Name: service_token_register(bytea, text); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.service_token_register(p_sha256 bytea, p_label text) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH registered AS (
          INSERT INTO core.token (sha256, token_id, label, scopes, created_at)
           VALUES (service_token_register.p_sha256, gen_random_uuid(), service_token_register.p_label, ARRAY['act_for'::text], core.now()) ON CONFLICT(sha256) DO NOTHING
           RETURNING 1 AS "?column?"
         )
  SELECT (count(*) = 1)
    FROM registered;
END;

ALTER FUNCTION ops.service_token_register(p_sha256 bytea, p_label text) OWNER TO oye_owner;

--
-- Name: FUNCTION service_token_register(p_sha256 bytea, p_label text); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.service_token_register(p_sha256 bytea, p_label text) IS 'Makes a service token known that was made elsewhere, as where secrets are kept; only its SHA-256 comes here. True: it is new. A token that is known stays as it is.';

--
-- Name: token_create(uuid, text, text[]); Type: FUNCTION; Schema: ops; Owner: oye_owner
--

CREATE FUNCTION ops.token_create(p_person uuid, p_label text, p_scopes text[]) RETURNS TABLE(token_id uuid, token text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_made jsonb := core.token_add(p_person, p_label, p_scopes, null);
begin
    return query select (v_made ->> 'id')::uuid, v_made ->> 'token';
end;
$$;

ALTER FUNCTION ops.token_create(p_person uuid, p_label text, p_scopes text[]) OWNER TO oye_owner;

--
-- Name: FUNCTION token_create(p_person uuid, p_label text, p_scopes text[]); Type: COMMENT; Schema: ops; Owner: oye_owner
--

COMMENT ON FUNCTION ops.token_create(p_person uuid, p_label text, p_scopes text[]) IS 'Makes a token for a person and returns its secret, the only time it is seen.';

--
-- Name: alarm; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.alarm (
    alarm_id bigint NOT NULL,
    kind text NOT NULL,
    silent_since timestamp with time zone,
    raised_at timestamp with time zone NOT NULL,
    raise_told_at timestamp with time zone,
    cleared_at timestamp with time zone,
    clear_told_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT alarm_kind_is_known CHECK ((kind = ANY (ARRAY['calc'::text, 'fire'::text])))
);

ALTER TABLE core.alarm OWNER TO oye_owner;

--
-- Name: TABLE alarm; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.alarm IS 'Silences of a kind of worker that the operator is told of: once when one is found, once when it is over. Comes after the watch in the lock order.';

--
-- Name: COLUMN alarm.silent_since; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.alarm.silent_since IS 'When it last asked for work; null: it never did.';

--
-- Name: COLUMN alarm.attempts; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.alarm.attempts IS 'Tries to tell what is to be told now.';

--
-- Name: COLUMN alarm.lease_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.alarm.lease_until IS 'Until then one worker tells it, or all wait a little.';

--
-- Name: alarm_alarm_id_seq; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

ALTER TABLE core.alarm ALTER COLUMN alarm_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.alarm_alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: applied_file; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.applied_file (
    path text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);

ALTER TABLE core.applied_file OWNER TO oye_owner;

--
-- Name: TABLE applied_file; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.applied_file IS 'The function files (and grants.sql) as they were last run. Written by oye-sql apply.';

--
-- Name: attempt_default; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.attempt_default (
    bucket smallint CONSTRAINT attempt_bucket_not_null NOT NULL,
    person_id uuid CONSTRAINT attempt_person_id_not_null NOT NULL,
    delivery_id uuid CONSTRAINT attempt_delivery_id_not_null NOT NULL,
    fence bigint CONSTRAINT attempt_fence_not_null NOT NULL,
    due_at timestamp with time zone CONSTRAINT attempt_due_at_not_null NOT NULL,
    worker text CONSTRAINT attempt_worker_not_null NOT NULL,
    begun_at timestamp with time zone CONSTRAINT attempt_begun_at_not_null NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    reason text,
    stale boolean DEFAULT false CONSTRAINT attempt_stale_not_null NOT NULL
);

ALTER TABLE core.attempt_default OWNER TO oye_owner;

--
-- Name: attendee; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.attendee (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT attendee_name_is_short CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

ALTER TABLE core.attendee OWNER TO oye_owner;

--
-- Name: TABLE attendee; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.attendee IS 'Who pressed [I''m in] under a reminder of a group: users of Telegram, named when it comes due. The person is the author of the reminder.';

--
-- Name: bot; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.bot (
    kind text NOT NULL,
    username text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT bot_kind_is_known CHECK ((kind = 'telegram'::text))
);

ALTER TABLE core.bot OWNER TO oye_owner;

--
-- Name: TABLE bot; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.bot IS 'The bot''s own name, for links to it. The bot tells it at its start.';

--
-- Name: change_id; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

CREATE SEQUENCE core.change_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE core.change_id OWNER TO oye_owner;

--
-- Name: SEQUENCE change_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON SEQUENCE core.change_id IS 'Numbers changes: of two that touched the same thing the later one has the higher number.';

--
-- Name: channel_link; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.channel_link (
    sha256 bytea NOT NULL,
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE core.channel_link OWNER TO oye_owner;

--
-- Name: TABLE channel_link; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.channel_link IS 'One-time codes that join a chat to a person. Only the SHA-256 of a code is kept; using it deletes it.';

--
-- Name: delivery_default; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.delivery_default (
    bucket smallint CONSTRAINT delivery_bucket_not_null NOT NULL,
    person_id uuid CONSTRAINT delivery_person_id_not_null NOT NULL,
    delivery_id uuid CONSTRAINT delivery_delivery_id_not_null NOT NULL,
    reminder_id integer CONSTRAINT delivery_reminder_id_not_null NOT NULL,
    due_at timestamp with time zone CONSTRAINT delivery_due_at_not_null NOT NULL,
    channel_id integer CONSTRAINT delivery_channel_id_not_null NOT NULL,
    channel_kind text CONSTRAINT delivery_channel_kind_not_null NOT NULL,
    kind text CONSTRAINT delivery_kind_not_null NOT NULL,
    nth integer CONSTRAINT delivery_nth_not_null NOT NULL,
    not_before timestamp with time zone CONSTRAINT delivery_not_before_not_null NOT NULL,
    outcome text,
    reason text,
    sent_at timestamp with time zone,
    provider_id text,
    created_at timestamp with time zone CONSTRAINT delivery_created_at_not_null NOT NULL,
    CONSTRAINT delivery_kind_is_known CHECK ((kind = ANY (ARRAY['first'::text, 'snooze'::text, 'nag'::text]))),
    CONSTRAINT delivery_outcome_is_known CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text]))),
    CONSTRAINT delivery_sent_says_when CHECK (((outcome <> 'sent'::text) OR (sent_at IS NOT NULL)))
);

ALTER TABLE core.delivery_default OWNER TO oye_owner;

--
-- Name: event_default; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.event_default (
    bucket smallint CONSTRAINT event_bucket_not_null NOT NULL,
    person_id uuid CONSTRAINT event_person_id_not_null NOT NULL,
    xid xid8 CONSTRAINT event_xid_not_null NOT NULL,
    event_id bigint CONSTRAINT event_event_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT event_at_not_null NOT NULL,
    kind text CONSTRAINT event_kind_not_null NOT NULL,
    reminder_id integer CONSTRAINT event_reminder_id_not_null NOT NULL,
    due_at timestamp with time zone CONSTRAINT event_due_at_not_null NOT NULL,
    timezone text CONSTRAINT event_timezone_not_null NOT NULL,
    text text CONSTRAINT event_text_not_null NOT NULL,
    missed_before integer DEFAULT 0 CONSTRAINT event_missed_before_not_null NOT NULL,
    until timestamp with time zone,
    reason text,
    CONSTRAINT event_kind_is_known CHECK ((kind = ANY (ARRAY['due'::text, 'again'::text, 'failed'::text, 'unknown'::text, 'done'::text, 'snoozed'::text, 'skipped'::text])))
);

ALTER TABLE core.event_default OWNER TO oye_owner;

--
-- Name: event_id; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

CREATE SEQUENCE core.event_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE core.event_id OWNER TO oye_owner;

--
-- Name: SEQUENCE event_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON SEQUENCE core.event_id IS 'Orders the events of one transaction.';

--
-- Name: fence; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

CREATE SEQUENCE core.fence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE core.fence OWNER TO oye_owner;

--
-- Name: SEQUENCE fence; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON SEQUENCE core.fence IS 'Gives each claim of a delivery a number above all before it.';

--
-- Name: history_kept; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.history_kept (
    only_row boolean DEFAULT true NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT history_kept_is_one_row CHECK (only_row)
);

ALTER TABLE core.history_kept OWNER TO oye_owner;

--
-- Name: TABLE history_kept; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.history_kept IS 'Since when spans and occurrences are both whole: no audit looks further back.';

--
-- Name: login_guess; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.login_guess (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    guesses integer NOT NULL,
    since timestamp with time zone NOT NULL
);

ALTER TABLE core.login_guess OWNER TO oye_owner;

--
-- Name: TABLE login_guess; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.login_guess IS 'How many codes that are none a person has named in the hour that began at since: what keeps the guessing of codes bounded.';

--
-- Name: migration; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.migration (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);

ALTER TABLE core.migration OWNER TO oye_owner;

--
-- Name: TABLE migration; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.migration IS 'The numbered files that were run, each once. Written by oye-sql apply.';

--
-- Name: occurrence_default; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.occurrence_default (
    bucket smallint CONSTRAINT occurrence_bucket_not_null NOT NULL,
    person_id uuid CONSTRAINT occurrence_person_id_not_null NOT NULL,
    reminder_id integer CONSTRAINT occurrence_reminder_id_not_null NOT NULL,
    due_at timestamp with time zone CONSTRAINT occurrence_due_at_not_null NOT NULL,
    slot timestamp without time zone CONSTRAINT occurrence_slot_not_null NOT NULL,
    timezone text CONSTRAINT occurrence_timezone_not_null NOT NULL,
    revision integer CONSTRAINT occurrence_revision_not_null NOT NULL,
    text text CONSTRAINT occurrence_text_not_null NOT NULL,
    channels integer[] CONSTRAINT occurrence_channels_not_null NOT NULL,
    outcome text CONSTRAINT occurrence_outcome_not_null NOT NULL,
    outcome_reason text,
    delivered_at timestamp with time zone,
    answer text DEFAULT 'none'::text CONSTRAINT occurrence_answer_not_null NOT NULL,
    answered_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    missed_before integer DEFAULT 0 CONSTRAINT occurrence_missed_before_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT occurrence_created_at_not_null NOT NULL,
    nag_every interval,
    nag_times integer,
    nag_for interval,
    urgent boolean DEFAULT false CONSTRAINT occurrence_urgent_not_null NOT NULL,
    reference text,
    CONSTRAINT occurrence_answer_is_known CHECK ((answer = ANY (ARRAY['none'::text, 'done'::text, 'snoozed'::text]))),
    CONSTRAINT occurrence_answered_says_when CHECK (((answer = 'none'::text) = (answered_at IS NULL))),
    CONSTRAINT occurrence_delivered_says_when CHECK (((outcome <> 'delivered'::text) OR (delivered_at IS NOT NULL))),
    CONSTRAINT occurrence_outcome_is_known CHECK ((outcome = ANY (ARRAY['pending'::text, 'delivered'::text, 'unknown'::text, 'failed'::text, 'skipped'::text, 'missed'::text])))
);

ALTER TABLE core.occurrence_default OWNER TO oye_owner;

--
-- Name: restore; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.restore (
    restored_at timestamp with time zone NOT NULL,
    as_of timestamp with time zone NOT NULL,
    CONSTRAINT restore_goes_back CHECK ((as_of <= restored_at))
);

ALTER TABLE core.restore OWNER TO oye_owner;

--
-- Name: TABLE restore; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.restore IS 'Each time that this database was brought back to an earlier one, from a backup or to a point in time. What a reminder tells of the time before restored_at is marked as perhaps a repeat: what was sent after as_of is not known here.';

--
-- Name: rewind; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.rewind (
    slot bigint NOT NULL,
    times bigint NOT NULL,
    xid xid8 NOT NULL
);

ALTER TABLE core.rewind OWNER TO oye_owner;

--
-- Name: TABLE rewind; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.rewind IS 'How many committed transactions made something due in the past: the sum of times. A row for each that writes at the same time as another, so that none waits for a second one that hangs.';

--
-- Name: COLUMN rewind.xid; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.rewind.xid IS 'Who counted here last: a transaction counts once.';

--
-- Name: rewind_slot_seq; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

ALTER TABLE core.rewind ALTER COLUMN slot ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME core.rewind_slot_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: span; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.span (
    bucket smallint NOT NULL,
    person_id uuid NOT NULL,
    reminder_id integer NOT NULL,
    span_id bigint NOT NULL,
    revision integer NOT NULL,
    starts_at timestamp without time zone NOT NULL,
    zone text NOT NULL,
    recurrence text[] NOT NULL,
    after_done text,
    counts_from timestamp with time zone,
    expected_after timestamp with time zone NOT NULL,
    expected_until timestamp with time zone,
    ended_at timestamp with time zone,
    ended_why text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT span_ended_says_why CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
    CONSTRAINT span_ended_why_is_known CHECK ((ended_why = ANY (ARRAY['edited'::text, 'paused'::text, 'moved'::text, 'answered'::text, 'over'::text, 'deleted'::text]))),
    CONSTRAINT span_expects_until_its_end CHECK (((expected_until IS NULL) = (COALESCE(ended_why, 'over'::text) = 'over'::text)))
);

ALTER TABLE core.span OWNER TO oye_owner;

--
-- Name: TABLE span; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.span IS 'A kept revision of a schedule: from when until when a reminder''s instants followed from one schedule in one zone. Begun and ended under the narrow row''s lock; never changed otherwise. An audit has the engine compute each span again and compares that with core.occurrence.';

--
-- Name: COLUMN span.zone; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.span.zone IS 'The zone in force: the schedule''s own, or the person''s then.';

--
-- Name: COLUMN span.expected_after; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.span.expected_after IS 'Instants later than this are expected.';

--
-- Name: COLUMN span.expected_until; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.span.expected_until IS 'The last instant that may be expected; null while the span is open, or where it is over: then all that the schedule has is expected.';

--
-- Name: COLUMN span.ended_why; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.span.ended_why IS 'edited, paused or deleted by the person; moved (another zone); answered (an after_done counts anew); over (nothing follows).';

--
-- Name: span_id; Type: SEQUENCE; Schema: core; Owner: oye_owner
--

CREATE SEQUENCE core.span_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE core.span_id OWNER TO oye_owner;

--
-- Name: SEQUENCE span_id; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON SEQUENCE core.span_id IS 'Orders the spans of a reminder.';

--
-- Name: tally; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.tally (
    bin_at timestamp with time zone NOT NULL,
    channel_kind text NOT NULL,
    outcome text NOT NULL,
    place smallint NOT NULL,
    slot smallint NOT NULL,
    sends bigint NOT NULL,
    seconds double precision NOT NULL,
    CONSTRAINT tally_slot_is_one_of_16 CHECK (((slot >= 0) AND (slot <= 15)))
)
WITH (fillfactor='50');

ALTER TABLE core.tally OWNER TO oye_owner;

--
-- Name: TABLE tally; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.tally IS 'How many sends were reported, by kind of channel, outcome as it was reported, and lateness. The sum over all rows only rises. Comes after the pace in the lock order, at the very end of its transaction.';

--
-- Name: COLUMN tally.bin_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.tally.bin_at IS 'Ten seconds begin here: a row that is written for longer would, while somebody holds an old snapshot, be slower to write each time. -infinity: the sum of all that core.tally_fold took together.';

--
-- Name: COLUMN tally.place; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.tally.place IS 'How late what was sent has been, in the places of a histogram (core.lateness_place); 0: it was not sent.';

--
-- Name: COLUMN tally.slot; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.tally.slot IS 'Of the connection that counts, so that workers seldom wait for each other.';

--
-- Name: COLUMN tally.seconds; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.tally.seconds IS 'How late all of them together have been.';

--
-- Name: tzdata; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.tzdata (
    only_row boolean DEFAULT true NOT NULL,
    version text NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT tzdata_is_one_row CHECK (only_row)
);

ALTER TABLE core.tzdata OWNER TO oye_owner;

--
-- Name: TABLE tzdata; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.tzdata IS 'The release of the time zone database that worker-calc last checked all zones in use against.';

--
-- Name: watch; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.watch (
    kind text NOT NULL,
    since timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT watch_kind_is_known CHECK ((kind = ANY (ARRAY['calc'::text, 'fire'::text])))
);

ALTER TABLE core.watch OWNER TO oye_owner;

--
-- Name: TABLE watch; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.watch IS 'Since when each kind of worker has looked after the other without a gap. Who was not there itself for five minutes can''t say that the other one was silent for so long.';

--
-- Name: worker_run; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.worker_run (
    kind text NOT NULL,
    worker text NOT NULL,
    last_run_at timestamp with time zone NOT NULL,
    floor timestamp with time zone,
    full_at timestamp with time zone,
    rewinds bigint,
    CONSTRAINT worker_run_kind_is_known CHECK ((kind = ANY (ARRAY['calc'::text, 'fire'::text]))),
    CONSTRAINT worker_run_worker_is_named CHECK (((length(worker) >= 1) AND (length(worker) <= 200)))
);

ALTER TABLE core.worker_run OWNER TO oye_owner;

--
-- Name: TABLE worker_run; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.worker_run IS 'When each worker last asked for work; silence shows here. The last in the lock order.';

--
-- Name: COLUMN worker_run.floor; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.worker_run.floor IS 'Below it this worker has seen all that was due, so that its claims need not step over the dead rows of what was done (a snapshot held elsewhere keeps them). An optimisation only, see core.claim_floor.';

--
-- Name: COLUMN worker_run.full_at; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.worker_run.full_at IS 'When this worker last looked below the floor.';

--
-- Name: COLUMN worker_run.rewinds; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON COLUMN core.worker_run.rewinds IS 'The sum of core.rewind before this worker last looked below the floor.';

--
-- Name: zone_digest; Type: TABLE; Schema: core; Owner: oye_owner
--

CREATE TABLE core.zone_digest (
    zone text NOT NULL,
    digest text NOT NULL,
    version text NOT NULL
);

ALTER TABLE core.zone_digest OWNER TO oye_owner;

--
-- Name: TABLE zone_digest; Type: COMMENT; Schema: core; Owner: oye_owner
--

COMMENT ON TABLE core.zone_digest IS 'What the rules of each zone in use were, as a digest, and in which release: when that changes, its reminders are calculated again, and no others.';

--
-- Name: attempt_default; Type: TABLE ATTACH; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.attempt ATTACH PARTITION core.attempt_default DEFAULT;

--
-- Name: delivery_default; Type: TABLE ATTACH; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery ATTACH PARTITION core.delivery_default DEFAULT;

--
-- Name: event_default; Type: TABLE ATTACH; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.event ATTACH PARTITION core.event_default DEFAULT;

--
-- Name: occurrence_default; Type: TABLE ATTACH; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.occurrence ATTACH PARTITION core.occurrence_default DEFAULT;

--
-- Name: alarm alarm_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.alarm
    ADD CONSTRAINT alarm_pkey PRIMARY KEY (alarm_id);

--
-- Name: applied_file applied_file_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.applied_file
    ADD CONSTRAINT applied_file_pkey PRIMARY KEY (path);

--
-- Name: attempt attempt_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (bucket, person_id, delivery_id, fence, due_at);

--
-- Name: attempt_default attempt_default_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.attempt_default
    ADD CONSTRAINT attempt_default_pkey PRIMARY KEY (bucket, person_id, delivery_id, fence, due_at);

--
-- Name: attendee attendee_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.attendee
    ADD CONSTRAINT attendee_pkey PRIMARY KEY (bucket, person_id, reminder_id, user_id);

--
-- Name: bot bot_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.bot
    ADD CONSTRAINT bot_pkey PRIMARY KEY (kind);

--
-- Name: change change_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (bucket, person_id, change_id);

--
-- Name: channel_link channel_link_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.channel_link
    ADD CONSTRAINT channel_link_pkey PRIMARY KEY (sha256);

--
-- Name: channel channel_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.channel
    ADD CONSTRAINT channel_pkey PRIMARY KEY (bucket, person_id, channel_id);

--
-- Name: delivery delivery_is_made_once; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery
    ADD CONSTRAINT delivery_is_made_once UNIQUE (bucket, person_id, reminder_id, due_at, channel_id, kind, nth);

--
-- Name: delivery_default delivery_default_bucket_person_id_reminder_id_due_at_channe_key; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery_default
    ADD CONSTRAINT delivery_default_bucket_person_id_reminder_id_due_at_channe_key UNIQUE (bucket, person_id, reminder_id, due_at, channel_id, kind, nth);

--
-- Name: delivery delivery_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (bucket, person_id, delivery_id, due_at);

--
-- Name: delivery_default delivery_default_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery_default
    ADD CONSTRAINT delivery_default_pkey PRIMARY KEY (bucket, person_id, delivery_id, due_at);

--
-- Name: delivery_open delivery_open_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.delivery_open
    ADD CONSTRAINT delivery_open_pkey PRIMARY KEY (bucket, person_id, delivery_id);

--
-- Name: device_login device_login_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.device_login
    ADD CONSTRAINT device_login_pkey PRIMARY KEY (sha256);

--
-- Name: device_login device_login_user_code_is_unique; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.device_login
    ADD CONSTRAINT device_login_user_code_is_unique UNIQUE (user_sha256);

--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (bucket, person_id, xid, event_id, at);

--
-- Name: event_default event_default_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.event_default
    ADD CONSTRAINT event_default_pkey PRIMARY KEY (bucket, person_id, xid, event_id, at);

--
-- Name: history_kept history_kept_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.history_kept
    ADD CONSTRAINT history_kept_pkey PRIMARY KEY (only_row);

--
-- Name: idempotency_key idempotency_key_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (bucket, person_id, operation, idempotency_key);

--
-- Name: identity identity_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (kind, subject);

--
-- Name: login_guess login_guess_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.login_guess
    ADD CONSTRAINT login_guess_pkey PRIMARY KEY (bucket, person_id);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

--
-- Name: occurrence occurrence_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.occurrence
    ADD CONSTRAINT occurrence_pkey PRIMARY KEY (bucket, person_id, reminder_id, due_at);

--
-- Name: occurrence_default occurrence_default_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.occurrence_default
    ADD CONSTRAINT occurrence_default_pkey PRIMARY KEY (bucket, person_id, reminder_id, due_at);

--
-- Name: pace pace_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.pace
    ADD CONSTRAINT pace_pkey PRIMARY KEY (kind, key);

--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (bucket, person_id);

--
-- Name: reminder_finished reminder_finished_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder_finished
    ADD CONSTRAINT reminder_finished_pkey PRIMARY KEY (bucket, person_id, reminder_id);

--
-- Name: reminder_next reminder_next_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder_next
    ADD CONSTRAINT reminder_next_pkey PRIMARY KEY (bucket, person_id, reminder_id);

--
-- Name: reminder reminder_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder
    ADD CONSTRAINT reminder_pkey PRIMARY KEY (bucket, person_id, reminder_id);

--
-- Name: restore restore_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.restore
    ADD CONSTRAINT restore_pkey PRIMARY KEY (restored_at);

--
-- Name: rewind rewind_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.rewind
    ADD CONSTRAINT rewind_pkey PRIMARY KEY (slot);

--
-- Name: span span_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.span
    ADD CONSTRAINT span_pkey PRIMARY KEY (bucket, person_id, reminder_id, span_id);

--
-- Name: tally tally_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.tally
    ADD CONSTRAINT tally_pkey PRIMARY KEY (bin_at, channel_kind, outcome, place, slot);

--
-- Name: token token_id_is_unique; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.token
    ADD CONSTRAINT token_id_is_unique UNIQUE (token_id);

--
-- Name: token token_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (sha256);

--
-- Name: tzdata tzdata_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.tzdata
    ADD CONSTRAINT tzdata_pkey PRIMARY KEY (only_row);

--
-- Name: watch watch_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (kind);

--
-- Name: worker_run worker_run_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.worker_run
    ADD CONSTRAINT worker_run_pkey PRIMARY KEY (kind, worker);

--
-- Name: zone_digest zone_digest_pkey; Type: CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.zone_digest
    ADD CONSTRAINT zone_digest_pkey PRIMARY KEY (zone);

--
-- Name: alarm_is_open_once; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE UNIQUE INDEX alarm_is_open_once ON core.alarm USING btree (kind) WHERE (cleared_at IS NULL);

--
-- Name: change_by_age; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX change_by_age ON core.change USING btree (at);

--
-- Name: change_of_thing; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX change_of_thing ON core.change USING btree (bucket, person_id, touched, change_id);

--
-- Name: channel_address_is_unique; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE UNIQUE INDEX channel_address_is_unique ON core.channel USING btree (bucket, person_id, kind, COALESCE(address, ''::text));

--
-- Name: channel_failing; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX channel_failing ON core.channel USING btree (failures) WHERE ((failures > 0) AND enabled);

--
-- Name: delivery_of_message; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_of_message ON ONLY core.delivery USING btree (bucket, person_id, channel_id, provider_id) WHERE (provider_id IS NOT NULL);

--
-- Name: delivery_default_bucket_person_id_channel_id_provider_id_idx; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_default_bucket_person_id_channel_id_provider_id_idx ON core.delivery_default USING btree (bucket, person_id, channel_id, provider_id) WHERE (provider_id IS NOT NULL);

--
-- Name: delivery_open_by_worker; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_open_by_worker ON core.delivery_open USING btree (worker) WHERE (state = 'leased'::text);

--
-- Name: delivery_open_due; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_open_due ON core.delivery_open USING btree (bucket, not_before) WHERE ((state = 'ready'::text) AND (NOT put_off));

--
-- Name: delivery_open_leased; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_open_leased ON core.delivery_open USING btree (bucket, lease_until) WHERE (state = ANY (ARRAY['leased'::text, 'sending'::text]));

--
-- Name: delivery_open_put_off; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX delivery_open_put_off ON core.delivery_open USING btree (not_before, bucket) WHERE ((state = 'ready'::text) AND put_off);

--
-- Name: delivery_open_update_of_message; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE UNIQUE INDEX delivery_open_update_of_message ON core.delivery_open USING btree (bucket, person_id, channel_id, message_id) WHERE (kind = 'update'::text);

--
-- Name: device_login_by_address; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX device_login_by_address ON core.device_login USING btree (address, created_at);

--
-- Name: device_login_by_age; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX device_login_by_age ON core.device_login USING btree (expires_at);

--
-- Name: idempotency_key_by_age; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX idempotency_key_by_age ON core.idempotency_key USING btree (created_at);

--
-- Name: identity_of_person; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX identity_of_person ON core.identity USING btree (bucket, person_id);

--
-- Name: login_guess_by_age; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX login_guess_by_age ON core.login_guess USING btree (since);

--
-- Name: occurrence_of_person; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX occurrence_of_person ON ONLY core.occurrence USING btree (bucket, person_id, due_at);

--
-- Name: occurrence_default_bucket_person_id_due_at_idx; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX occurrence_default_bucket_person_id_due_at_idx ON core.occurrence_default USING btree (bucket, person_id, due_at);

--
-- Name: reminder_finished_by_age; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX reminder_finished_by_age ON core.reminder_finished USING btree (finished_at) WHERE (NOT waiting);

--
-- Name: reminder_finished_waiting; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX reminder_finished_waiting ON core.reminder_finished USING btree (bucket, person_id) WHERE waiting;

--
-- Name: reminder_next_due; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX reminder_next_due ON core.reminder_next USING btree (bucket, next_occurrence) WHERE (state = 'scheduled'::text);

--
-- Name: reminder_next_invalid; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX reminder_next_invalid ON core.reminder_next USING btree (bucket) WHERE (state = 'invalid'::text);

--
-- Name: reminder_next_to_compute; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX reminder_next_to_compute ON core.reminder_next USING btree (bucket, accounted_until) WHERE (state = 'compute'::text);

--
-- Name: span_is_open_once; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE UNIQUE INDEX span_is_open_once ON core.span USING btree (bucket, person_id, reminder_id) WHERE (ended_at IS NULL);

--
-- Name: token_of_person; Type: INDEX; Schema: core; Owner: oye_owner
--

CREATE INDEX token_of_person ON core.token USING btree (bucket, person_id);

--
-- Name: attempt_default_pkey; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.attempt_pkey ATTACH PARTITION core.attempt_default_pkey;

--
-- Name: delivery_default_bucket_person_id_channel_id_provider_id_idx; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.delivery_of_message ATTACH PARTITION core.delivery_default_bucket_person_id_channel_id_provider_id_idx;

--
-- Name: delivery_default_bucket_person_id_reminder_id_due_at_channe_key; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.delivery_is_made_once ATTACH PARTITION core.delivery_default_bucket_person_id_reminder_id_due_at_channe_key;

--
-- Name: delivery_default_pkey; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.delivery_pkey ATTACH PARTITION core.delivery_default_pkey;

--
-- Name: event_default_pkey; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.event_pkey ATTACH PARTITION core.event_default_pkey;

--
-- Name: occurrence_default_bucket_person_id_due_at_idx; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.occurrence_of_person ATTACH PARTITION core.occurrence_default_bucket_person_id_due_at_idx;

--
-- Name: occurrence_default_pkey; Type: INDEX ATTACH; Schema: core; Owner: oye_owner
--

ALTER INDEX core.occurrence_pkey ATTACH PARTITION core.occurrence_default_pkey;

--
-- Name: attendee attendee_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.attendee
    ADD CONSTRAINT attendee_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: channel_link channel_link_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.channel_link
    ADD CONSTRAINT channel_link_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: channel channel_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.channel
    ADD CONSTRAINT channel_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: device_login device_login_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.device_login
    ADD CONSTRAINT device_login_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: idempotency_key idempotency_key_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.idempotency_key
    ADD CONSTRAINT idempotency_key_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: identity identity_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.identity
    ADD CONSTRAINT identity_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: login_guess login_guess_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.login_guess
    ADD CONSTRAINT login_guess_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: reminder_finished reminder_finished_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder_finished
    ADD CONSTRAINT reminder_finished_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: reminder_next reminder_next_reminder_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder_next
    ADD CONSTRAINT reminder_next_reminder_exists FOREIGN KEY (bucket, person_id, reminder_id) REFERENCES core.reminder(bucket, person_id, reminder_id) ON DELETE CASCADE;

--
-- Name: reminder reminder_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.reminder
    ADD CONSTRAINT reminder_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: span span_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.span
    ADD CONSTRAINT span_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: token token_person_exists; Type: FK CONSTRAINT; Schema: core; Owner: oye_owner
--

ALTER TABLE ONLY core.token
    ADD CONSTRAINT token_person_exists FOREIGN KEY (bucket, person_id) REFERENCES core.person(bucket, person_id) ON DELETE CASCADE;

--
-- Name: SCHEMA api; Type: ACL; Schema: -; Owner: oye_owner
--

GRANT USAGE ON SCHEMA api TO oye_api;

--
-- Name: SCHEMA calc; Type: ACL; Schema: -; Owner: oye_owner
--

GRANT USAGE ON SCHEMA calc TO oye_calc;

--
-- Name: SCHEMA fire; Type: ACL; Schema: -; Owner: oye_owner
--

GRANT USAGE ON SCHEMA fire TO oye_fire;

--
-- Name: SCHEMA ops; Type: ACL; Schema: -; Owner: oye_owner
--

GRANT USAGE ON SCHEMA ops TO oye_ops;

--
-- Name: FUNCTION audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION api.audit_get(p_token bytea, p_act_for text, p_since timestamp with time zone, p_until timestamp with time zone) TO oye_api;

--
-- Name: FUNCTION bot_announce(p_token bytea, p_act_for text, p_username text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.bot_announce(p_token bytea, p_act_for text, p_username text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.bot_announce(p_token bytea, p_act_for text, p_username text) TO oye_api;

--
-- Name: FUNCTION change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.change_list(p_token bytea, p_act_for text, p_limit integer, p_cursor text) TO oye_api;

--
-- Name: FUNCTION channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_create(p_token bytea, p_act_for text, p_kind text, p_url text, p_label text, p_is_default boolean, p_idempotency_key text, p_request_sha256 bytea) TO oye_api;

--
-- Name: FUNCTION channel_delete(p_token bytea, p_act_for text, p_channel_id integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_delete(p_token bytea, p_act_for text, p_channel_id integer) TO oye_api;

--
-- Name: FUNCTION channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_ensure(p_token bytea, p_act_for text, p_address text, p_label text) TO oye_api;

--
-- Name: FUNCTION channel_link_create(p_token bytea, p_act_for text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_link_create(p_token bytea, p_act_for text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_link_create(p_token bytea, p_act_for text) TO oye_api;

--
-- Name: FUNCTION channel_list(p_token bytea, p_act_for text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_list(p_token bytea, p_act_for text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_list(p_token bytea, p_act_for text) TO oye_api;

--
-- Name: FUNCTION channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.channel_update(p_token bytea, p_act_for text, p_channel_id integer, p_patch jsonb) TO oye_api;

--
-- Name: FUNCTION delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.delivery_answer(p_token bytea, p_act_for text, p_delivery_id uuid, p_answer text, p_until timestamp with time zone, p_address text) TO oye_api;

--
-- Name: FUNCTION delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.delivery_find(p_token bytea, p_act_for text, p_address text, p_message_id text) TO oye_api;

--
-- Name: FUNCTION delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.delivery_get(p_token bytea, p_act_for text, p_delivery_id uuid) TO oye_api;

--
-- Name: FUNCTION event_list(p_token bytea, p_act_for text, p_after text, p_limit integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.event_list(p_token bytea, p_act_for text, p_after text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.event_list(p_token bytea, p_act_for text, p_after text, p_limit integer) TO oye_api;

--
-- Name: FUNCTION history_revert(p_token bytea, p_act_for text, p_change_id bigint); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.history_revert(p_token bytea, p_act_for text, p_change_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION api.history_revert(p_token bytea, p_act_for text, p_change_id bigint) TO oye_api;

--
-- Name: FUNCTION history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.history_revert_last(p_token bytea, p_act_for text, p_idempotency_key text, p_request_sha256 bytea) TO oye_api;

--
-- Name: FUNCTION identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.identity_ensure(p_token bytea, p_act_for text, p_chat_id text, p_name text, p_locale text, p_timezone text) TO oye_api;

--
-- Name: FUNCTION identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.identity_link(p_token bytea, p_act_for text, p_code text, p_chat_id text) TO oye_api;

--
-- Name: FUNCTION login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.login_answer(p_token bytea, p_act_for text, p_user_code text, p_approve boolean) TO oye_api;

--
-- Name: FUNCTION login_get(p_token bytea, p_act_for text, p_user_code text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.login_get(p_token bytea, p_act_for text, p_user_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.login_get(p_token bytea, p_act_for text, p_user_code text) TO oye_api;

--
-- Name: FUNCTION login_poll(p_device_code text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.login_poll(p_device_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.login_poll(p_device_code text) TO oye_api;

--
-- Name: FUNCTION login_start(p_label text, p_address text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.login_start(p_label text, p_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.login_start(p_label text, p_address text) TO oye_api;

--
-- Name: FUNCTION me_get(p_token bytea, p_act_for text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.me_get(p_token bytea, p_act_for text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.me_get(p_token bytea, p_act_for text) TO oye_api;

--
-- Name: FUNCTION me_update(p_token bytea, p_act_for text, p_patch jsonb); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.me_update(p_token bytea, p_act_for text, p_patch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION api.me_update(p_token bytea, p_act_for text, p_patch jsonb) TO oye_api;

--
-- Name: FUNCTION metrics_get(); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.metrics_get() FROM PUBLIC;
GRANT ALL ON FUNCTION api.metrics_get() TO oye_api;

--
-- Name: FUNCTION occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION api.occurrence_done(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) TO oye_api;

--
-- Name: FUNCTION occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION api.occurrence_list(p_token bytea, p_act_for text, p_reminder_id integer, p_outcome text, p_since timestamp with time zone, p_until timestamp with time zone, p_limit integer, p_cursor text, p_failed boolean) TO oye_api;

--
-- Name: FUNCTION occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION api.occurrence_retry(p_token bytea, p_act_for text, p_reminder_id integer, p_due_at timestamp with time zone) TO oye_api;

--
-- Name: FUNCTION occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION api.occurrence_snooze(p_token bytea, p_act_for text, p_reminder_id integer, p_until timestamp with time zone, p_due_at timestamp with time zone) TO oye_api;

--
-- Name: FUNCTION person_delete(p_token bytea, p_act_for text, p_confirm uuid); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.person_delete(p_token bytea, p_act_for text, p_confirm uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.person_delete(p_token bytea, p_act_for text, p_confirm uuid) TO oye_api;

--
-- Name: FUNCTION person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.person_export(p_token bytea, p_act_for text, p_part text, p_key text[], p_limit integer) TO oye_api;

--
-- Name: FUNCTION ready_get(); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.ready_get() FROM PUBLIC;
GRANT ALL ON FUNCTION api.ready_get() TO oye_api;

--
-- Name: FUNCTION reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_create(p_token bytea, p_act_for text, p_text text, p_starts_at timestamp without time zone, p_timezone text, p_recurrence text[], p_after_done text, p_said text, p_tags text[], p_channels integer[], p_catch_up text, p_grace_seconds integer, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_idempotency_key text, p_request_sha256 bytea, p_nag jsonb, p_urgent boolean, p_source text, p_reference text) TO oye_api;

--
-- Name: FUNCTION reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_delete(p_token bytea, p_act_for text, p_reminder_id integer, p_if_match integer, p_delivery_id uuid) TO oye_api;

--
-- Name: FUNCTION reminder_get(p_token bytea, p_act_for text, p_reminder_id integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_get(p_token bytea, p_act_for text, p_reminder_id integer) TO oye_api;

--
-- Name: FUNCTION reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_join(p_token bytea, p_act_for text, p_reminder_id integer, p_user_id text, p_name text, p_address text) TO oye_api;

--
-- Name: FUNCTION reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_list(p_token bytea, p_act_for text, p_q text, p_tag text, p_state text, p_limit integer, p_cursor text, p_source text) TO oye_api;

--
-- Name: FUNCTION reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_pause(p_token bytea, p_act_for text, p_reminder_id integer) TO oye_api;

--
-- Name: FUNCTION reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_resume(p_token bytea, p_act_for text, p_reminder_id integer) TO oye_api;

--
-- Name: FUNCTION reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_skip(p_token bytea, p_act_for text, p_reminder_id integer) TO oye_api;

--
-- Name: FUNCTION reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.reminder_update(p_token bytea, p_act_for text, p_reminder_id integer, p_patch jsonb, p_zone text, p_next_occurrence timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_if_match integer) TO oye_api;

--
-- Name: FUNCTION schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION api.schedule_context(p_token bytea, p_act_for text, p_scope text, p_idempotency_key text, p_request_sha256 bytea) TO oye_api;

--
-- Name: FUNCTION timezone_preview(p_token bytea, p_act_for text, p_timezone text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.timezone_preview(p_token bytea, p_act_for text, p_timezone text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.timezone_preview(p_token bytea, p_act_for text, p_timezone text) TO oye_api;

--
-- Name: FUNCTION token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION api.token_create(p_token bytea, p_act_for text, p_label text, p_scopes text[], p_expires_in_days integer) TO oye_api;

--
-- Name: FUNCTION token_delete(p_token bytea, p_act_for text, p_token_id uuid); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.token_delete(p_token bytea, p_act_for text, p_token_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION api.token_delete(p_token bytea, p_act_for text, p_token_id uuid) TO oye_api;

--
-- Name: FUNCTION token_list(p_token bytea, p_act_for text); Type: ACL; Schema: api; Owner: oye_owner
--

REVOKE ALL ON FUNCTION api.token_list(p_token bytea, p_act_for text) FROM PUBLIC;
GRANT ALL ON FUNCTION api.token_list(p_token bytea, p_act_for text) TO oye_api;

--
-- Name: FUNCTION alarm_claim(); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.alarm_claim() FROM PUBLIC;
GRANT ALL ON FUNCTION calc.alarm_claim() TO oye_calc;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.alarm_settle(p_alarm_id bigint, p_what text) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.alarm_settle(p_alarm_id bigint, p_what text) TO oye_calc;

--
-- Name: FUNCTION audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.audit_list(p_since timestamp with time zone, p_until timestamp with time zone, p_bucket smallint, p_person uuid, p_after_person uuid, p_after_reminder integer, p_limit integer) TO oye_calc;

--
-- Name: FUNCTION audit_window(p_since timestamp with time zone, p_until timestamp with time zone); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.audit_window(p_since timestamp with time zone, p_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.audit_window(p_since timestamp with time zone, p_until timestamp with time zone) TO oye_calc;

--
-- Name: FUNCTION reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.reminder_claim(p_worker text, p_limit integer, p_buckets smallint[]) TO oye_calc;

--
-- Name: FUNCTION reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.reminder_settle(p_persons uuid[], p_reminders integer[], p_revisions integer[], p_zones text[], p_nexts timestamp with time zone[], p_upcoming jsonb, p_missed jsonb, p_ended boolean[], p_invalid text[]) TO oye_calc;

--
-- Name: FUNCTION tzdata_settle(p_version text, p_zones text[], p_digests text[]); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.tzdata_settle(p_version text, p_zones text[], p_digests text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.tzdata_settle(p_version text, p_zones text[], p_digests text[]) TO oye_calc;

--
-- Name: FUNCTION zone_list(p_version text); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.zone_list(p_version text) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.zone_list(p_version text) TO oye_calc;

--
-- Name: FUNCTION zone_settle(p_zones text[], p_bucket smallint); Type: ACL; Schema: calc; Owner: oye_owner
--

REVOKE ALL ON FUNCTION calc.zone_settle(p_zones text[], p_bucket smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION calc.zone_settle(p_zones text[], p_bucket smallint) TO oye_calc;

--
-- Name: FUNCTION accounted_at(p_next timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.accounted_at(p_next timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION act_for_check(p_act_for text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.act_for_check(p_act_for text) FROM PUBLIC;

--
-- Name: FUNCTION active_lock(p_person core.person, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.active_lock(p_person core.person, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION actor(p_token bytea, p_act_for text, p_scope text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.actor(p_token bytea, p_act_for text, p_scope text) FROM PUBLIC;

--
-- Name: FUNCTION after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.after_done_count(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION alarm_claim(p_kind text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.alarm_claim(p_kind text) FROM PUBLIC;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.alarm_settle(p_alarm_id bigint, p_what text) FROM PUBLIC;

--
-- Name: FUNCTION alarm_watch(p_kind text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.alarm_watch(p_kind text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.answer_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION attendee_list(p_bucket smallint, p_person uuid, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.attendee_list(p_bucket smallint, p_person uuid, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.audit_count(p_bucket smallint, p_person uuid, p_reminder integer, p_since timestamp with time zone, p_until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.audit_read(p_bucket smallint, p_person uuid, p_since timestamp with time zone, p_until timestamp with time zone, p_after_person uuid, p_after_reminder integer, p_limit integer) FROM PUBLIC;

--
-- Name: FUNCTION audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.audit_window(p_since timestamp with time zone, p_until timestamp with time zone, OUT o_since timestamp with time zone, OUT o_until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION bucket_of(p_person uuid); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.bucket_of(p_person uuid) FROM PUBLIC;

--
-- Name: FUNCTION buckets(p_buckets smallint[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.buckets(p_buckets smallint[]) FROM PUBLIC;

--
-- Name: FUNCTION buckets_rest(p_buckets smallint[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.buckets_rest(p_buckets smallint[]) FROM PUBLIC;

--
-- Name: FUNCTION calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.calculation_settle(p_person uuid, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_missed timestamp with time zone[], p_ended boolean, p_invalid text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION card_item(p_delivery core.delivery); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.card_item(p_delivery core.delivery) FROM PUBLIC;

--
-- Name: FUNCTION card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.card_items(p_bucket smallint, p_person uuid, p_channel integer, p_message_id text) FROM PUBLIC;

--
-- Name: FUNCTION card_json(p_person core.person, p_delivery core.delivery); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.card_json(p_person core.person, p_delivery core.delivery) FROM PUBLIC;

--
-- Name: FUNCTION card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.card_refresh(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_but uuid, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.card_supersede(p_sent core.delivery_open[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_add(p_person core.person, p_kind text, p_reminder integer, p_due_at timestamp with time zone, p_before jsonb, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION change_check(p_person core.person, p_change core.change, p_now jsonb); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_check(p_person core.person, p_change core.change, p_now jsonb) FROM PUBLIC;

--
-- Name: FUNCTION change_image(p_person core.person, p_reminder integer, p_due_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_image(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION change_json(p_change core.change); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_json(p_change core.change) FROM PUBLIC;

--
-- Name: FUNCTION change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_revert(p_person core.person, p_change core.change, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION change_state(p_person core.person, p_touched text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_state(p_person core.person, p_touched text) FROM PUBLIC;

--
-- Name: FUNCTION change_turn(p_change core.change, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.change_turn(p_change core.change, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_add(p_person core.person, p_kind text, p_address text, p_secret text, p_label text, p_is_default boolean, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_address(p_person core.person, p_channel integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_address(p_person core.person, p_channel integer) FROM PUBLIC;

--
-- Name: FUNCTION channel_admit(p_held core.delivery_open[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_admit(p_held core.delivery_open[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_circuit(p_channel core.channel, OUT o_failures integer, OUT o_paused_until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_disable(p_bucket smallint, p_person uuid, p_channel integer, p_reason text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_hear(p_heard core.channel[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_hear(p_heard core.channel[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_heard(p_open core.delivery_open, p_channel_kind text, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_moved_to text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_join(p_person core.person, p_kind text, p_address text, p_is_default boolean, p_label text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channel_json(p_channel core.channel); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_json(p_channel core.channel) FROM PUBLIC;

--
-- Name: FUNCTION channel_missed(p_channel core.channel); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_missed(p_channel core.channel) FROM PUBLIC;

--
-- Name: FUNCTION channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_move(p_bucket smallint, p_person uuid, p_channel integer, p_address text) FROM PUBLIC;

--
-- Name: FUNCTION channel_not_found(p_channel integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_not_found(p_channel integer) FROM PUBLIC;

--
-- Name: FUNCTION channel_well(p_heard core.channel, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channel_well(p_heard core.channel, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION channels_check(p_person core.person, p_channels integer[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channels_check(p_person core.person, p_channels integer[]) FROM PUBLIC;

--
-- Name: FUNCTION channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.channels_named(p_bucket smallint, p_person uuid, p_channels integer[], OUT named integer[], OUT usable integer[], OUT inbox boolean) FROM PUBLIC;

--
-- Name: FUNCTION circuit_limit(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.circuit_limit() FROM PUBLIC;

--
-- Name: FUNCTION circuit_wait(p_failures integer, p_most interval); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.circuit_wait(p_failures integer, p_most interval) FROM PUBLIC;

--
-- Name: FUNCTION claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.claim_floor(p_worker text, p_rewinds bigint, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.claim_rewind(p_at timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION cursor_read(p_cursor text, p_length integer, p_wide boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.cursor_read(p_cursor text, p_length integer, p_wide boolean) FROM PUBLIC;

--
-- Name: FUNCTION cursor_write(p_key text[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.cursor_write(p_key text[]) FROM PUBLIC;

--
-- Name: FUNCTION dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.dead_letters(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_admit(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_waits double precision[], p_rate numeric, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_backoff(p_outcome text, p_attempts integer, p_retry_after integer) FROM PUBLIC;

--
-- Name: FUNCTION delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[], p_kind text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_cancel(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_reason text, p_now timestamp with time zone, p_spared uuid[], p_kind text) FROM PUBLIC;

--
-- Name: FUNCTION delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_close(p_open core.delivery_open, p_outcome text, p_reason text, p_provider_id text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_find(p_person uuid, p_delivery uuid, OUT reminder_id integer, OUT due_at timestamp with time zone, OUT channel_id integer, OUT kind text, OUT channel_kind text, OUT message_id text) FROM PUBLIC;

--
-- Name: FUNCTION delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_gives_up(p_open core.delivery_open, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_hold(p_persons uuid[], p_deliveries uuid[], p_fences bigint[]) FROM PUBLIC;

--
-- Name: FUNCTION delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_lapse(p_buckets smallint[], p_limit integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_lease(p_worker text, p_buckets smallint[], p_limit integer, p_lease interval, p_floor timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_line(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_make(p_occurrence core.occurrence, p_channels integer[], p_kind text, p_not_before timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_meant(p_person uuid, p_delivery uuid, p_due_at timestamp with time zone, OUT channel_kind text, OUT meant_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_not_found(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_not_found() FROM PUBLIC;

--
-- Name: FUNCTION delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_pace(p_held core.delivery_open[], p_deliveries uuid[], p_messages uuid[], p_rate numeric) FROM PUBLIC;

--
-- Name: FUNCTION delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_restore(p_change core.change, p_answered boolean, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_reason text, p_retry_after integer, p_provider_id text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_take(p_line integer, p_bucket smallint, p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_unsendable(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION delivery_useful_for(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.delivery_useful_for() FROM PUBLIC;

--
-- Name: FUNCTION digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.digest_gather(p_leased core.delivery_open[], p_worker text, p_lease interval, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION digest_group(p_leased core.delivery_open[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.digest_group(p_leased core.delivery_open[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.due_exists(p_buckets smallint[], p_floor timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION edit_between(p_old core.reminder, p_new core.reminder); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.edit_between(p_old core.reminder, p_new core.reminder) FROM PUBLIC;

--
-- Name: FUNCTION edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.edit_reach(p_person core.person, p_reminder integer, p_patch jsonb, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.event_add(p_occurrence core.occurrence, p_kind text, p_now timestamp with time zone, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION event_json(p_event core.event); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.event_json(p_event core.event) FROM PUBLIC;

--
-- Name: FUNCTION now(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.now() FROM PUBLIC;

--
-- Name: FUNCTION quiet_json(p_person core.person); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.quiet_json(p_person core.person) FROM PUBLIC;

--
-- Name: FUNCTION person_json(p_person core.person); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.person_json(p_person core.person) FROM PUBLIC;

--
-- Name: FUNCTION token_json(p_token core.token); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.token_json(p_token core.token) FROM PUBLIC;

--
-- Name: FUNCTION export_account(p_person core.person, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.export_account(p_person core.person, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION export_attempts(p_person core.person, p_after text[], p_limit integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.export_attempts(p_person core.person, p_after text[], p_limit integer) FROM PUBLIC;

--
-- Name: FUNCTION export_attendees(p_person core.person, p_after text[], p_limit integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.export_attendees(p_person core.person, p_after text[], p_limit integer) FROM PUBLIC;

--
-- Name: FUNCTION export_page(p_person core.person, p_part text, p_after text[], p_limit integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.export_page(p_person core.person, p_part text, p_after text[], p_limit integer) FROM PUBLIC;

--
-- Name: FUNCTION export_spans(p_person core.person, p_after text[], p_limit integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.export_spans(p_person core.person, p_after text[], p_limit integer) FROM PUBLIC;

--
-- Name: FUNCTION fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.fire_plan(p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_series boolean, p_catch_up text, p_grace interval, p_now timestamp with time zone, OUT o_fire_at timestamp with time zone, OUT o_missed timestamp with time zone[], OUT o_next timestamp with time zone, OUT o_upcoming timestamp with time zone[], OUT o_compute boolean) FROM PUBLIC;

--
-- Name: FUNCTION floating_follow(p_person core.person, p_from text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.floating_follow(p_person core.person, p_from text) FROM PUBLIC;

--
-- Name: FUNCTION grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.grace_of(p_person core.person, p_grace interval, p_urgent boolean, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION group_author(p_bucket smallint, p_person uuid); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.group_author(p_bucket smallint, p_person uuid) FROM PUBLIC;

--
-- Name: FUNCTION health(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health() FROM PUBLIC;

--
-- Name: FUNCTION health_all(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_all() FROM PUBLIC;

--
-- Name: FUNCTION health_circuits(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_circuits() FROM PUBLIC;

--
-- Name: FUNCTION health_history(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_history() FROM PUBLIC;

--
-- Name: FUNCTION health_sends(p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_sends(p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION health_vacuum(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_vacuum() FROM PUBLIC;

--
-- Name: FUNCTION health_work(p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_work(p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION health_workers(p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.health_workers(p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION history_revert(p_person core.person, p_change bigint); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.history_revert(p_person core.person, p_change bigint) FROM PUBLIC;

--
-- Name: FUNCTION history_shorten(p_since timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.history_shorten(p_since timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.idempotency_begin(p_person core.person, p_operation text, p_key text, p_request_sha256 bytea, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.idempotency_end(p_person core.person, p_operation text, p_key text, p_response jsonb) FROM PUBLIC;

--
-- Name: FUNCTION identity_json(p_person core.person, p_created boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.identity_json(p_person core.person, p_created boolean) FROM PUBLIC;

--
-- Name: FUNCTION identity_leave(p_person core.person); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.identity_leave(p_person core.person) FROM PUBLIC;

--
-- Name: FUNCTION identity_person(p_act_for text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.identity_person(p_act_for text) FROM PUBLIC;

--
-- Name: FUNCTION is_late(p_open core.delivery_open, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.is_late(p_open core.delivery_open, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION is_once(p_reminder core.reminder); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.is_once(p_reminder core.reminder) FROM PUBLIC;

--
-- Name: FUNCTION jsonb_texts(p_array jsonb); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.jsonb_texts(p_array jsonb) FROM PUBLIC;

--
-- Name: FUNCTION jsonb_integers(p_array jsonb); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.jsonb_integers(p_array jsonb) FROM PUBLIC;

--
-- Name: FUNCTION lateness_bounds(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.lateness_bounds() FROM PUBLIC;

--
-- Name: FUNCTION lateness_place(p_seconds double precision); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.lateness_place(p_seconds double precision) FROM PUBLIC;

--
-- Name: FUNCTION lateness_quantile(p_counts bigint[], p_share double precision); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.lateness_quantile(p_counts bigint[], p_share double precision) FROM PUBLIC;

--
-- Name: FUNCTION login_find(p_person core.person, p_user_code text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.login_find(p_person core.person, p_user_code text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION login_json(p_login core.device_login); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.login_json(p_login core.device_login) FROM PUBLIC;

--
-- Name: FUNCTION refused(p_status integer, p_slug text, p_detail text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.refused(p_status integer, p_slug text, p_detail text) FROM PUBLIC;

--
-- Name: FUNCTION login_not_found(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.login_not_found() FROM PUBLIC;

--
-- Name: FUNCTION missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.missed_add(p_person core.person, p_reminder integer, p_missed timestamp with time zone[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION month_lock(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.month_lock() FROM PUBLIC;

--
-- Name: FUNCTION month_make(p_parent text, p_name text, p_from date); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.month_make(p_parent text, p_name text, p_from date) FROM PUBLIC;

--
-- Name: FUNCTION nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_add(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION nag_json(p_every interval, p_times integer, p_for interval); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_json(p_every interval, p_times integer, p_for interval) FROM PUBLIC;

--
-- Name: FUNCTION nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_lapse(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_left(p_occurrence core.occurrence, p_channel integer, p_from timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_reach(p_person core.person, p_reminder integer, p_every interval, p_times integer, p_for interval, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION nag_read(p_nag jsonb, p_old_times integer, p_old_for interval, OUT o_every interval, OUT o_times integer, OUT o_for interval); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_read(p_nag jsonb, p_old_times integer, p_old_for interval, OUT o_every interval, OUT o_times integer, OUT o_for interval) FROM PUBLIC;

--
-- Name: FUNCTION nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nag_supersede(p_bucket smallint, p_persons uuid[], p_reminders integer[]) FROM PUBLIC;

--
-- Name: FUNCTION nothing_due(p_person core.person, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.nothing_due(p_person core.person, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_answer(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_answer text, p_until timestamp with time zone, p_now timestamp with time zone, p_delivery uuid) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_hold(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_is_dead(p_occurrence core.occurrence); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_is_dead(p_occurrence core.occurrence) FROM PUBLIC;

--
-- Name: FUNCTION snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.snooze_lost(p_occurrence core.occurrence, OUT outcome text, OUT reason text) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_json(p_occurrence core.occurrence); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_json(p_occurrence core.occurrence) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_restore(p_change core.change); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_restore(p_change core.change) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_retry(p_occurrence core.occurrence, p_channels integer[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_settle(p_bucket smallint, p_person uuid, p_reminder integer, p_due_at timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_show(p_person core.person, p_reminder integer, p_due_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_usable(p_occurrence core.occurrence, p_channel_kind text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_usable(p_occurrence core.occurrence, p_channel_kind text) FROM PUBLIC;

--
-- Name: FUNCTION occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.occurrence_waiting(p_bucket smallint, p_person uuid, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION pace_hear(p_heard core.channel[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.pace_hear(p_heard core.channel[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION pace_lock(p_chats text[]); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.pace_lock(p_chats text[]) FROM PUBLIC;

--
-- Name: FUNCTION pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.pace_take(p_messages uuid[], p_chats text[], p_queued text[], p_rate numeric) FROM PUBLIC;

--
-- Name: FUNCTION person_add(p_name text, p_timezone text, p_locale text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.person_add(p_name text, p_timezone text, p_locale text) FROM PUBLIC;

--
-- Name: FUNCTION person_lock(p_person core.person); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.person_lock(p_person core.person) FROM PUBLIC;

--
-- Name: FUNCTION person_remove(p_person core.person); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.person_remove(p_person core.person) FROM PUBLIC;

--
-- Name: FUNCTION problem(p_status integer, p_slug text, p_detail text, p_field text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.problem(p_status integer, p_slug text, p_detail text, p_field text) FROM PUBLIC;

--
-- Name: FUNCTION quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.quiet_defer(p_bucket smallint, p_persons uuid[], p_deliveries uuid[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.quiet_hours(p_person core.person, p_at timestamp with time zone, OUT o_from timestamp with time zone, OUT o_until timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.quiet_release(p_person core.person, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_cancel(p_person core.person, p_reminder integer, p_reason text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_claim_due(p_buckets smallint[], p_limit integer, p_floor timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_finish(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_waiting boolean[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_fire(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_fire_each(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_json(p_person core.person, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_json(p_person core.person, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION reminder_lock(p_person core.person, p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_lock(p_person core.person, p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_next_offer(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean) FROM PUBLIC;

--
-- Name: FUNCTION reminder_next_put(p_next core.reminder_next); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_next_put(p_next core.reminder_next) FROM PUBLIC;

--
-- Name: FUNCTION reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_next_restore(p_person core.person, p_reminder core.reminder, p_change core.change, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_next_set(p_person core.person, p_reminder integer, p_revision integer, p_zone text, p_next timestamp with time zone, p_upcoming timestamp with time zone[], p_ended boolean, p_invalid text) FROM PUBLIC;

--
-- Name: FUNCTION reminder_not_found(p_reminder integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_not_found(p_reminder integer) FROM PUBLIC;

--
-- Name: FUNCTION reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_pass(p_person core.person, p_hot core.reminder_next, p_answer text, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_put(p_reminder core.reminder); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_put(p_reminder core.reminder) FROM PUBLIC;

--
-- Name: FUNCTION reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_reinstate(p_person core.person, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_remove(p_person core.person, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_restore(p_person core.person, p_change core.change, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.reminder_resume(p_hot core.reminder_next, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION restored_since(p_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.restored_since(p_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.retry_check(p_person core.person, p_reminder integer, p_due_at timestamp with time zone, p_occurrence core.occurrence) FROM PUBLIC;

--
-- Name: FUNCTION revision_check(p_if_match integer, p_revision integer); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.revision_check(p_if_match integer, p_revision integer) FROM PUBLIC;

--
-- Name: FUNCTION rewind_count(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.rewind_count() FROM PUBLIC;

--
-- Name: FUNCTION schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.schedule_restart(p_person core.person, p_reminder integer, p_accounted timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.snooze_add(p_occurrence core.occurrence, p_until timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION snooze_check(p_until timestamp with time zone, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.snooze_check(p_until timestamp with time zone, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.span_begin(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.span_end(p_bucket smallint, p_persons uuid[], p_reminders integer[], p_whys text[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION span_restore(p_change core.change, p_timezone text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.span_restore(p_change core.change, p_timezone text) FROM PUBLIC;

--
-- Name: FUNCTION span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.span_turn(p_bucket smallint, p_person uuid, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.tally_add(p_channel_kinds text[], p_outcomes text[], p_lates double precision[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION tally_fold(p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.tally_fold(p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION text_reach(p_person core.person, p_reminder integer, p_text text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.text_reach(p_person core.person, p_reminder integer, p_text text) FROM PUBLIC;

--
-- Name: FUNCTION timezone_check(p_timezone text, p_field text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.timezone_check(p_timezone text, p_field text) FROM PUBLIC;

--
-- Name: FUNCTION token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.token_add(p_person uuid, p_label text, p_scopes text[], p_expires_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION token_check(p_token bytea, p_scope text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.token_check(p_token bytea, p_scope text) FROM PUBLIC;

--
-- Name: FUNCTION token_new(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.token_new() FROM PUBLIC;

--
-- Name: FUNCTION token_unknown(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.token_unknown() FROM PUBLIC;

--
-- Name: FUNCTION told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.told_last(p_person core.person, p_reminder integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.update_put(p_bucket smallint, p_person uuid, p_deliveries core.delivery[], p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.update_settle(p_open core.delivery_open, p_fence bigint, p_outcome text, p_retry_after integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.urgent_reach(p_person core.person, p_reminder integer, p_urgent boolean, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION user_code_digest(p_code text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.user_code_digest(p_code text) FROM PUBLIC;

--
-- Name: FUNCTION user_code_new(); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.user_code_new() FROM PUBLIC;

--
-- Name: FUNCTION waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.waiting_edit(p_person core.person, p_reminder integer, p_patch jsonb, p_if_match integer, p_now timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION wake(p_channel text, p_payload text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.wake(p_channel text, p_payload text) FROM PUBLIC;

--
-- Name: FUNCTION wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.wall_instant(p_wall timestamp without time zone, p_zone text, p_near timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone, p_rewinds bigint, p_drained boolean); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.worker_seen(p_kind text, p_worker text, p_now timestamp with time zone, p_floor timestamp with time zone, p_rewinds bigint, p_drained boolean) FROM PUBLIC;

--
-- Name: FUNCTION zone_of(p_person core.person, p_timezone text); Type: ACL; Schema: core; Owner: oye_owner
--

REVOKE ALL ON FUNCTION core.zone_of(p_person core.person, p_timezone text) FROM PUBLIC;

--
-- Name: FUNCTION alarm_claim(); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.alarm_claim() FROM PUBLIC;
GRANT ALL ON FUNCTION fire.alarm_claim() TO oye_fire;

--
-- Name: FUNCTION alarm_settle(p_alarm_id bigint, p_what text); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.alarm_settle(p_alarm_id bigint, p_what text) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.alarm_settle(p_alarm_id bigint, p_what text) TO oye_fire;

--
-- Name: FUNCTION delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.delivery_begin(p_worker text, p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_lease interval, p_messages uuid[], p_rate numeric, p_waits double precision[]) TO oye_fire;

--
-- Name: FUNCTION delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.delivery_claim(p_worker text, p_limit integer, p_buckets smallint[], p_lease interval) TO oye_fire;

--
-- Name: FUNCTION delivery_release(p_worker text); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.delivery_release(p_worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.delivery_release(p_worker text) TO oye_fire;

--
-- Name: FUNCTION delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.delivery_settle(p_persons uuid[], p_deliveries uuid[], p_fences bigint[], p_outcomes text[], p_reasons text[], p_retry_afters integer[], p_provider_ids text[], p_moved_tos text[]) TO oye_fire;

--
-- Name: FUNCTION due_peek(p_buckets smallint[]); Type: ACL; Schema: fire; Owner: oye_owner
--

REVOKE ALL ON FUNCTION fire.due_peek(p_buckets smallint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION fire.due_peek(p_buckets smallint[]) TO oye_fire;

--
-- Name: FUNCTION audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.audit(p_since timestamp with time zone, p_until timestamp with time zone, p_person uuid) TO oye_ops;

--
-- Name: FUNCTION delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.delivery_failed(p_since timestamp with time zone, p_until timestamp with time zone) TO oye_ops;

--
-- Name: FUNCTION delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.delivery_requeue(p_since timestamp with time zone, p_until timestamp with time zone, p_channel_kind text, p_reason text, p_limit integer) TO oye_ops;

--
-- Name: FUNCTION health(); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.health() FROM PUBLIC;
GRANT ALL ON FUNCTION ops.health() TO oye_ops;

--
-- Name: FUNCTION housekeep(); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.housekeep() FROM PUBLIC;
GRANT ALL ON FUNCTION ops.housekeep() TO oye_ops;

--
-- Name: FUNCTION month_drop(p_before date); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.month_drop(p_before date) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.month_drop(p_before date) TO oye_ops;

--
-- Name: FUNCTION month_ensure(p_months integer); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.month_ensure(p_months integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.month_ensure(p_months integer) TO oye_ops;

--
-- Name: FUNCTION person_create(p_name text, p_timezone text, p_locale text); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.person_create(p_name text, p_timezone text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.person_create(p_name text, p_timezone text, p_locale text) TO oye_ops;

--
-- Name: FUNCTION restored(p_as_of timestamp with time zone); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.restored(p_as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.restored(p_as_of timestamp with time zone) TO oye_ops;

--
-- Name: FUNCTION service_token_create(p_label text); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.service_token_create(p_label text) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.service_token_create(p_label text) TO oye_ops;

--
-- Name: FUNCTION service_token_register(p_sha256 bytea, p_label text); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.service_token_register(p_sha256 bytea, p_label text) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.service_token_register(p_sha256 bytea, p_label text) TO oye_ops;

--
-- Name: FUNCTION token_create(p_person uuid, p_label text, p_scopes text[]); Type: ACL; Schema: ops; Owner: oye_owner
--

REVOKE ALL ON FUNCTION ops.token_create(p_person uuid, p_label text, p_scopes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ops.token_create(p_person uuid, p_label text, p_scopes text[]) TO oye_ops;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: oye_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE oye_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;

--
-- PostgreSQL database dump complete
--
