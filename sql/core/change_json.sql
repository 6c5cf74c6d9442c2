create or replace function core.change_json(p_change core.change)
returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select jsonb_build_object(
        'id', (p_change).change_id,
        'kind', (p_change).kind,
        'reminder_id', (p_change).reminder_id,
        'text', (p_change).text,
        'due_at', (p_change).due_at,
        'reverts', (p_change).reverts,
        'at', (p_change).at,
        'reverted_at', (p_change).reverted_at
    );
end;
comment on function core.change_json(core.change) is 'A change as the API shows it.';
