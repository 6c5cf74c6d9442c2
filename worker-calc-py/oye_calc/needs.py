"""What this worker calls, compared with what the database offers, before the first call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oye_calc.rows import Database


class NeedsError(Exception):
    """The database lacks something; the message names it and says how to get it."""


@dataclass(frozen=True)
class Function:
    """A function by its name, the arguments that are passed and the columns that are read."""

    name: str
    arguments: Mapping[str, str]
    columns: Mapping[str, str]


NEEDED = (
    Function(
        "calc.reminder_claim",
        {"p_worker": "text", "p_limit": "integer", "p_buckets": "smallint[]"},
        {
            "person_id": "uuid",
            "reminder_id": "integer",
            "revision": "integer",
            "zone": "text",
            "starts_at": "timestamp without time zone",
            "timezone": "text",
            "recurrence": "text[]",
            "after_done": "text",
            "catch_up": "text",
            "grace": "interval",
            "accounted_until": "timestamp with time zone",
            "counts_from": "timestamp with time zone",
            "claimed_at": "timestamp with time zone",
        },
    ),
    Function(
        "calc.reminder_settle",
        {
            "p_persons": "uuid[]",
            "p_reminders": "integer[]",
            "p_revisions": "integer[]",
            "p_zones": "text[]",
            "p_nexts": "timestamp with time zone[]",
            "p_upcoming": "jsonb",
            "p_missed": "jsonb",
            "p_ended": "boolean[]",
            "p_invalid": "text[]",
        },
        {"person_id": "uuid", "reminder_id": "integer", "verdict": "text"},
    ),
    Function("calc.zone_list", {"p_version": "text"}, {"zone": "text", "digest": "text"}),
    Function("calc.zone_settle", {"p_zones": "text[]", "p_bucket": "smallint"}, {}),
    Function(
        "calc.tzdata_settle",
        {"p_version": "text", "p_zones": "text[]", "p_digests": "text[]"},
        {},
    ),
    Function(
        "calc.alarm_claim",
        {},
        {
            "alarm_id": "bigint",
            "worker_kind": "text",
            "what": "text",
            "silent_seconds": "double precision",
        },
    ),
    Function("calc.alarm_settle", {"p_alarm_id": "bigint", "p_what": "text"}, {}),
    Function(
        "calc.audit_window",
        {"p_since": "timestamp with time zone", "p_until": "timestamp with time zone"},
        {"since": "timestamp with time zone", "until": "timestamp with time zone"},
    ),
    Function(
        "calc.audit_list",
        {
            "p_since": "timestamp with time zone",
            "p_until": "timestamp with time zone",
            "p_bucket": "smallint",
            "p_person": "uuid",
            "p_after_person": "uuid",
            "p_after_reminder": "integer",
            "p_limit": "integer",
        },
        {"person_id": "uuid", "reminder_id": "integer", "found": "jsonb"},
    ),
)

# One row for each argument or column of each function of that name that this role may execute.
OFFERED = """
select
    p.oid::bigint, a.name, a.mode in ('o', 't') as is_column, format_type(a.type, null),
    a.mode in ('i', 'b') and a.nth <= p.pronargs - p.pronargdefaults as is_required
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
cross join lateral unnest(
    coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes, p.proargnames
) with ordinality as arguments (type, some_mode, name, nth)
cross join lateral (
    select arguments.type, arguments.name, arguments.nth, coalesce(arguments.some_mode, 'i') as mode
) as a
where n.nspname = split_part(%s, '.', 1) and p.proname = split_part(%s, '.', 2)
    and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')
"""


def check_needs(connection: Database, needed: tuple[Function, ...] = NEEDED) -> None:
    """Refuse to work on a database that lacks a function, an argument or a column.

    More than is needed is fine, so that this worker goes on after the database has moved ahead.
    Raises NeedsError.
    """
    for function in needed:
        with connection.transaction():
            offered = connection.execute(OFFERED, (function.name, function.name)).fetchall()
        overloads = {row[0] for row in offered}
        lacks = [_lack(function, [row for row in offered if row[0] == oid]) for oid in overloads]
        if not lacks:
            raise NeedsError(
                f"this database has no function {function.name} that this role may call; "
                "`oye-sql apply` brings it up to date"
            )
        if all(lacks):
            raise NeedsError(
                f"{function.name} in this database {lacks[0]}; "
                "`oye-sql apply` brings it up to date, or use the worker of its release"
            )


def _lack(function: Function, offered: list[tuple[Any, ...]]) -> str | None:
    """What one function of the right name lacks, in words."""
    there = {(row[1], row[2]): row[3] for row in offered}
    wanted = [((name, False), kind) for name, kind in function.arguments.items()]
    wanted += [((name, True), kind) for name, kind in function.columns.items()]
    for (name, is_column), kind in wanted:
        if there.get((name, is_column)) != kind:
            what = "column" if is_column else "argument"
            return f"lacks the {what} {name} {kind}"
    for _, name, _, _, is_required in offered:
        if is_required and name not in function.arguments:
            return f"asks for {name}, which this worker doesn't know"
    return None
