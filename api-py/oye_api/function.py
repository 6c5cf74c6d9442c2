"""The stored functions of schema api, as the database's catalogue tells them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from psycopg import AsyncConnection, sql

CATALOGUE = """
select
    p.proname, p.proargnames[1:p.pronargs],
    array(select pg_catalog.format_type(t, null) from unnest(p.proargtypes) as t),
    p.pronargs - p.pronargdefaults, p.prorettype = 'void'::regtype,
    pg_catalog.has_function_privilege(p.oid, 'execute')
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
where n.nspname = 'api' and p.prokind = 'f'
"""


class FunctionError(ValueError):
    """The database lacks what the contract needs; one sentence says what."""


@dataclass(frozen=True, slots=True)
class Function:
    """A stored function: its arguments' types by name, and those that have no default."""

    name: str
    types: tuple[tuple[str, str], ...]
    needed: frozenset[str]
    void: bool
    allowed: bool
    overloads: int = 1

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.types)


async def read_functions(connection: AsyncConnection) -> dict[str, Function]:
    """All functions of schema api by name."""
    found: dict[str, Function] = {}
    rows = await (await connection.execute(CATALOGUE)).fetchall()
    for name, names, types, needed, void, allowed in rows:
        arguments = tuple(zip(names or (), types, strict=True))
        found[name] = Function(
            name=name,
            types=arguments,
            needed=frozenset((names or ())[:needed]),
            void=void,
            allowed=allowed,
            overloads=found[name].overloads + 1 if name in found else 1,
        )
    return found


@dataclass(frozen=True, slots=True)
class Need:
    """That `operation` calls `function`: with any of `may`, and with all of `always`."""

    operation: str
    function: str
    may: frozenset[str]
    always: frozenset[str]


def check_functions(needs: Iterable[Need], functions: Mapping[str, Function]) -> None:
    """Raises FunctionError for the first need that the database does not meet. More is fine."""
    for need in needs:
        name = f"api.{need.function}"
        function = functions.get(need.function)
        if function is None:
            raise FunctionError(f"{need.operation} needs {name}, which the database has not")
        if function.overloads > 1:
            raise FunctionError(f"{name} stands there {function.overloads} times: apply sql/ anew")
        if not function.allowed:
            raise FunctionError(f"{need.operation} needs {name}, which this role may not execute")
        _compare(need, name, need.may - function.arguments, "takes no argument")
        _compare(need, name, function.needed - need.always, "cannot do without argument")


def _compare(need: Need, name: str, amiss: Collection[str], fault: str) -> None:
    if amiss:
        raise FunctionError(f"{need.operation} needs {name}, which {fault} {min(amiss)}")


@lru_cache(maxsize=1024)
def statement(function: Function, given: tuple[str, ...]) -> bytes:
    """The call with the `given` arguments by name; those left out keep their SQL default.

    One row of two columns: the answer as JSON text, and its revision where it has one.
    """
    types = dict(function.types)
    arguments = sql.SQL(", ").join(
        sql.SQL("{} => {}::{}").format(
            sql.Identifier(name), sql.Placeholder(name), sql.SQL(types[name])
        )
        for name in given
    )
    columns = "null, null" if function.void else "to_jsonb(r)::text, to_jsonb(r) ->> 'revision'"
    call = sql.SQL("select {} from {}({}) as r").format(
        sql.SQL(columns), sql.Identifier("api", function.name), arguments
    )
    return call.as_bytes(None)
