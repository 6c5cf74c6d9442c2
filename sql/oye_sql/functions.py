"""Bring the functions of a database in step with their files, within the caller's transaction.

Files are tried in order (core first); one whose callee isn't there yet is tried again after the
others, since bodies written as `begin atomic` are bound when they are created. A function whose
arguments or result changed is dropped and created anew: `create or replace` would leave an
overload beside it, and calls would fail as ambiguous.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import psycopg

from oye_sql import problem
from oye_sql.tree import FunctionFile

# what a server answers where the old function stands in the way of the new one
IN_THE_WAY = (
    psycopg.errors.InvalidFunctionDefinition,
    psycopg.errors.AmbiguousFunction,
    psycopg.errors.WrongObjectType,
)

DEPENDENTS = """
with recursive dependent (classid, objid) as (
    select d.classid, d.objid
    from pg_depend d
    where d.refclassid = 'pg_proc'::regclass and d.refobjid = any(%(oids)s)
        and d.deptype in ('n', 'a')
    union
    select d.classid, d.objid
    from dependent
    join pg_depend d on d.refclassid = dependent.classid and d.refobjid = dependent.objid
    where dependent.classid = 'pg_proc'::regclass and d.deptype in ('n', 'a')
)
select
    case when p.oid is not null then format('%%s.%%s', p.pronamespace::regnamespace, p.proname) end,
    coalesce('view ' || r.ev_class::regclass, pg_describe_object(x.classid, x.objid, 0)),
    p.oid
from dependent x
left join pg_proc p on x.classid = 'pg_proc'::regclass and p.oid = x.objid
left join pg_rewrite r on x.classid = 'pg_rewrite'::regclass and r.oid = x.objid
order by 2
"""


@dataclass(frozen=True)
class Outcome:
    """How many functions were created or replaced, and the names of those that were dropped."""

    written: int
    dropped: tuple[str, ...]


def oids(connection: psycopg.Connection, names: Iterable[str]) -> set[int]:
    """The functions that bear one of these qualified names, every overload of them."""
    parts = [name.partition(".") for name in names]
    rows = connection.execute(
        "select p.oid from unnest(%s::name[], %s::name[]) w (schema, name)"
        " join pg_proc p on p.proname = w.name"
        " join pg_namespace n on n.oid = p.pronamespace and n.nspname = w.schema",
        [[schema for schema, _, _ in parts], [name for _, _, name in parts]],
    )
    return {row[0] for row in rows}


def drop(connection: psycopg.Connection, names: Collection[str], own: Collection[str]) -> set[str]:
    """Drop functions and those of our own that are bound to them; returns the latters' names.

    Raises ApplyError, naming them, where things outside the files depend on one.
    """
    found = oids(connection, names)
    along: set[str] = set()
    outside = []
    for name, description, oid in connection.execute(DEPENDENTS, {"oids": list(found)}).fetchall():
        if name in own:
            along.add(name)
            found.add(oid)
        elif oid not in found:
            outside.append(description)
    if outside:
        raise problem.ApplyError(
            f"{', '.join(sorted(names))} can't be replaced: {', '.join(outside)} "
            "outside of oye's SQL depends on it. Drop that first, and create it again afterwards"
        )
    if found:
        rows = connection.execute(
            "select string_agg(o::regprocedure::text, ', ') from unnest(%s::oid[]) o", [list(found)]
        ).fetchone()
        assert rows is not None
        connection.execute(b"drop routine " + rows[0].encode())
    return along - set(names)


def write(connection: psycopg.Connection, one: FunctionFile, own: Collection[str]) -> set[str]:
    """Run one file; returns the names of our own functions that had to be dropped for it.

    Raises psycopg.Error as the server answers, ApplyError as `drop`.
    """
    before = oids(connection, [one.qualified])
    try:
        with connection.transaction():
            connection.execute(one.file.text)
            after = oids(connection, [one.qualified])
            if not after:
                raise problem.ApplyError(
                    f"{one.file.path} creates no function {one.qualified}: a file is named as it"
                )
            if not before or after == before:
                return set()
            raise psycopg.Rollback
    except IN_THE_WAY:
        if not before:
            raise
    with connection.transaction():
        along = drop(connection, [one.qualified], own)
        connection.execute(one.file.text)
    return along


def bring(
    connection: psycopg.Connection,
    files: Collection[FunctionFile],
    changed: Collection[FunctionFile],
    gone: Collection[str],
) -> Outcome:
    """Drop what has no file any more, then write what changed, and whatever had to go with it.

    Raises ApplyError for the first file that the server refuses for good.
    """
    by_name = {one.qualified: one for one in files}
    own = {*by_name, *gone}
    again = drop(connection, gone, own) if gone else set()
    waiting = dict.fromkeys([*changed, *(by_name[name] for name in again if name in by_name)])
    written = 0
    while waiting:
        refused: list[tuple[FunctionFile, psycopg.Error]] = []
        queue, waiting = list(waiting), {}
        for one in queue:
            try:
                along = write(connection, one, own)
            except problem.RETRIED:
                raise
            except psycopg.ProgrammingError as error:
                # perhaps what it calls is not there yet
                refused.append((one, error))
                continue
            except psycopg.Error as error:
                raise problem.in_file(one.file, error) from error
            written += 1
            waiting.update(dict.fromkeys(by_name[name] for name in along if name in by_name))
        if refused and len(refused) == len(queue):
            raise problem.in_file(refused[0][0].file, refused[0][1]) from refused[0][1]
        waiting.update(dict.fromkeys(one for one, _ in refused))
    return Outcome(written, tuple(sorted(gone)))
