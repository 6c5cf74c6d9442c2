create or replace function core.token_new()
returns text
language sql volatile
set search_path = pg_catalog, pg_temp
begin atomic
    select body || left(encode(sha256(convert_to(body, 'UTF8')), 'hex'), 6)
    from (values ('oye_' || replace(gen_random_uuid()::text, '-', ''))) as t (body);
end;
comment on function core.token_new() is
'A fresh token: oye_, 122 random bits in hex, and six hex digits of their SHA-256 as a checksum, '
'so that a mistyped one is refused without a look-up.';
