-- The whole privilege model: a role may execute the functions of the schema that is named after it,
-- and nothing else. No role but the owner touches a table, a sequence or anything in schema core.
revoke all on schema core, api, calc, fire, ops from public;
revoke all on all tables in schema core from public;
revoke all on all sequences in schema core from public;
revoke all on all functions in schema core, api, calc, fire, ops from public;

alter default privileges for role oye_owner revoke execute on functions from public;

grant usage on schema api to oye_api;
grant execute on all functions in schema api to oye_api;

grant usage on schema calc to oye_calc;
grant execute on all functions in schema calc to oye_calc;

grant usage on schema fire to oye_fire;
grant execute on all functions in schema fire to oye_fire;

grant usage on schema ops to oye_ops;
grant execute on all functions in schema ops to oye_ops;
