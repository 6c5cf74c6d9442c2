"""The SQL functions that this worker calls, and the check at its start that they are there."""

from dataclasses import dataclass
from typing import LiteralString

from oye_fire.delivery import COLUMNS

Types = dict[LiteralString, LiteralString]


@dataclass(frozen=True)
class Function:
    """A function of schema fire: the arguments that are passed, with types, and what is read."""

    name: LiteralString
    arguments: Types
    columns: tuple[str, ...]


CLAIM = Function(
    "delivery_claim",
    {"p_worker": "text", "p_limit": "integer", "p_buckets": "smallint[]", "p_lease": "interval"},
    (*COLUMNS, "taken"),
)
BEGIN = Function(
    "delivery_begin",
    {
        "p_worker": "text",
        "p_persons": "uuid[]",
        "p_deliveries": "uuid[]",
        "p_fences": "bigint[]",
        "p_lease": "interval",
        "p_messages": "uuid[]",
        "p_rate": "numeric",
        "p_waits": "double precision[]",
    },
    ("delivery_id", "verdict", "wait", "at"),
)
SETTLE = Function(
    "delivery_settle",
    {
        "p_persons": "uuid[]",
        "p_deliveries": "uuid[]",
        "p_fences": "bigint[]",
        "p_outcomes": "text[]",
        "p_reasons": "text[]",
        "p_retry_afters": "integer[]",
        "p_provider_ids": "text[]",
        "p_moved_tos": "text[]",
    },
    ("delivery_id", "verdict"),
)
# Returns a number; as a column it bears the function's name.
RELEASE = Function("delivery_release", {"p_worker": "text"}, ("delivery_release",))
PEEK = Function("due_peek", {"p_buckets": "smallint[]"}, ("now", "due_at"))
ALARM_CLAIM = Function("alarm_claim", {}, ("alarm_id", "worker_kind", "what", "silent_seconds"))
# Returns nothing, in a column of the function's name.
ALARM_SETTLE = Function(
    "alarm_settle", {"p_alarm_id": "bigint", "p_what": "text"}, ("alarm_settle",)
)

FUNCTIONS = (CLAIM, BEGIN, SETTLE, RELEASE, PEEK, ALARM_CLAIM, ALARM_SETTLE)

CATALOGUE = """
select
    p.proname as name,
    p.proargnames as names,
    p.proargmodes::text[] as modes,
    array(
        select pg_catalog.format_type(t.oid, null)
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a (oid, n)
        inner join pg_catalog.pg_type as t on t.oid = a.oid
        order by a.n
    ) as types,
    pg_catalog.has_function_privilege(p.oid, 'execute') as allowed
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as s on s.oid = p.pronamespace
where s.nspname = 'fire'
"""


@dataclass(frozen=True)
class Found:
    """One function as the catalogue has it."""

    name: str
    names: list[str] | None
    modes: list[str] | None
    types: list[str]
    allowed: bool


def problem_with(function: Function, found: list[Found]) -> str | None:
    """Why the function can't be called as it is here; None where it can."""
    same = [one for one in found if one.name == function.name]
    if not same:
        return f"fire.{function.name} is not there"
    if len(same) > 1:
        return f"fire.{function.name} is there {len(same)} times"
    [one] = same
    names = one.names or []
    modes = one.modes or ["i"] * len(names)
    taken = {n: t for n, t, m in zip(names, one.types, modes, strict=True) if m in ("i", "b")}
    given = {n for n, m in zip(names, modes, strict=True) if m in ("o", "b", "t")} or {one.name}
    missing = [f"{n} {t}" for n, t in function.arguments.items() if taken.get(n) != t]
    if missing:
        return f"fire.{function.name} does not take {', '.join(missing)}"
    unread = [column for column in function.columns if column not in given]
    if unread:
        return f"fire.{function.name} does not return {', '.join(unread)}"
    return None if one.allowed else f"fire.{function.name} may not be called by this role"


def problems(found: list[Found]) -> list[str]:
    """What this worker misses in the database, one sentence each. More than it needs is fine."""
    said = [problem_with(function, found) for function in FUNCTIONS]
    return [one for one in said if one is not None]
