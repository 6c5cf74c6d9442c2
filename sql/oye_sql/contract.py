"""contracts/sql.json: the functions that services may call, read from the catalogue."""

import json
import re
from typing import Any

import psycopg

from oye_sql import roles

FUNCTIONS = """
select
    p.pronamespace::regnamespace::text as schema,
    p.proname::text as name,
    p.proretset as many,
    p.prorettype::regtype::text as result,
    coalesce(p.proargnames, '{}') as names,
    coalesce(
        (
            select array_agg(t.type::regtype::text order by t.place)
            from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality
                as t (type, place)
        ),
        '{}'
    ) as types,
    p.proargmodes::text[] as modes,
    p.pronargdefaults as defaults,
    (
        select array_agg(array[a.attname::text, a.atttypid::regtype::text] order by a.attnum)
        from pg_attribute a
        join pg_type t on t.typrelid = a.attrelid
        where t.oid = p.prorettype and a.attnum > 0 and not a.attisdropped
    ) as attributes,
    split_part(coalesce(obj_description(p.oid, 'pg_proc'), ''), E'\\n', 1) as comment,
    array(
        select r from unnest(%s::text[]) r where has_function_privilege(r, p.oid, 'execute')
    ) as roles
from pg_proc p
where p.pronamespace::regnamespace::text in ('api', 'calc', 'fire', 'ops')
order by 1, 2, p.oid::regprocedure::text
"""


def columns(names: list[str], types: list[str]) -> list[dict[str, Any]]:
    return [{"name": name, "type": kind} for name, kind in zip(names, types, strict=True)]


def function(row: dict[str, Any]) -> dict[str, Any]:
    """One function: what goes in, what comes out, what it is for, and who may call it."""
    modes = row["modes"] or ["i"] * len(row["types"])
    names = row["names"] or [""] * len(row["types"])
    every = list(zip(modes, columns(names, row["types"]), strict=True))
    arguments = [column for mode, column in every if mode in "ibv"]
    for place, column in enumerate(arguments):
        column["default"] = place >= len(arguments) - row["defaults"]
    returned = [dict(column) for mode, column in every if mode in "obt"]
    if not returned and row["attributes"]:
        returned = [{"name": name, "type": kind} for name, kind in row["attributes"]]
    return {
        "schema": row["schema"],
        "name": row["name"],
        "arguments": arguments,
        "returns": {"type": row["result"], "set": row["many"], "columns": returned},
        "comment": row["comment"],
        "roles": row["roles"],
    }


def read(address: str) -> list[dict[str, Any]]:
    """Every function of the callers' schemas, by name."""
    with psycopg.connect(address, row_factory=psycopg.rows.dict_row) as connection:
        connection.execute("set search_path = pg_catalog")
        rows = connection.execute(FUNCTIONS, [list(roles.LOGINS)]).fetchall()
    return [function(row) for row in rows]


def write(functions: list[dict[str, Any]]) -> str:
    """As JSON, a line for each argument and column, so that a change shows as one."""
    blocks = []
    for one in functions:
        text = json.dumps(one, indent=2, ensure_ascii=False)
        # the innermost objects and lists on one line each
        blocks.append(re.sub(r"[{\[]\n\s+(\"[^{}\[\]]*?)\n\s*([}\]])", joined, text))
    return '{"functions": [\n' + ",\n".join(blocks) + "\n]}\n"


def joined(found: re.Match[str]) -> str:
    opening, closing = found[0][0], found[2]
    return opening + re.sub(r"\n\s+", " ", found[1]) + closing


def operations(document: dict[str, Any]) -> set[str]:
    """The names of the api functions that the operations of an OpenAPI document run."""
    found: set[str] = set()
    for path in document.get("paths", {}).values():
        for operation in path.values():
            if isinstance(operation, dict) and "operationId" in operation:
                found.add(str(operation.get("x-sql", operation["operationId"])))
    return found - {"none"}


def mismatch(functions: list[dict[str, Any]], openapi: str) -> list[str]:
    """Where the api functions and the operations of the contract (YAML text) don't agree."""
    import yaml

    wanted = operations(yaml.safe_load(openapi))
    there = {one["name"] for one in functions if one["schema"] == "api"}
    lines = [f"api.{name} has no operation in contracts/openapi.yaml" for name in there - wanted]
    lines += [f"operation {name} has no function api.{name}" for name in wanted - there]
    return sorted(lines)
