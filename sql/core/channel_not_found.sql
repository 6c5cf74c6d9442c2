create or replace function core.channel_not_found(p_channel integer)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.problem(
        404, 'channel_not_found', format('There is no channel %s.', p_channel), 'channel_id'
    );
end;
$$;
comment on function core.channel_not_found(integer) is 'Refuses with 404, in one wording.';
