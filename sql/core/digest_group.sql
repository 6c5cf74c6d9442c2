create or replace function core.digest_group(p_leased core.delivery_open[], p_now timestamptz)
returns table (delivery_id uuid, digest uuid)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
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
comment on function core.digest_group(core.delivery_open[], timestamptz) is
'Which of these late deliveries are one message: 2 to 20 of one chat have the same digest; one '
'that is alone has none.';
