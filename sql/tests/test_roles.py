"""Each role may execute the functions of its own schema, and nothing else.

What there is comes from the catalogue, so that a new table or function is held to it as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from oye_sql.testing import Database
from psycopg import sql

ROLES = {"oye_api": "api", "oye_calc": "calc", "oye_fire": "fire", "oye_ops": "ops"}
SCHEMAS = ["core", "api", "calc", "fire", "ops"]
OF_A_TABLE = "select, insert, update, delete, truncate, references, trigger"


@dataclass(frozen=True)
class Function:
    oid: int
    schema: str
    name: str
    arguments: tuple[str, ...]

    @property
    def call(self) -> sql.Composed:
        """A call with nulls: enough to be refused."""
        nulls = [sql.SQL("null::{}").format(sql.SQL(one)) for one in self.arguments]
        return sql.SQL("select {}({})").format(
            sql.Identifier(self.schema, self.name), sql.SQL(", ").join(nulls)
        )


@pytest.fixture
def owner(shared_database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(shared_database.owner_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def functions(owner: psycopg.Connection) -> list[Function]:
    rows = owner.execute(
        "select p.oid, n.nspname, p.proname,"
        " array(select format_type(t.oid, null) from unnest(p.proargtypes) with ordinality"
        " as t (oid, nth) order by t.nth)"
        " from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace"
        " where n.nspname = any(%s)",
        [SCHEMAS],
    )
    return [Function(oid, schema, name, tuple(types)) for oid, schema, name, types in rows]


def relations(owner: psycopg.Connection, kinds: str) -> list[tuple[int, str]]:
    """Oid and name of what is stored in our schemas: tables, partitions, views; or sequences."""
    rows = owner.execute(
        "select c.oid, c.relname from pg_class as c"
        " join pg_namespace as n on n.oid = c.relnamespace"
        " where n.nspname = any(%s) and strpos(%s, c.relkind::text) > 0",
        [SCHEMAS, kinds],
    )
    return [(oid, name) for oid, name in rows]


def allowed(owner: psycopg.Connection, question: str, *values: object) -> bool:
    row = owner.execute(f"select {question}".encode(), values).fetchone()
    assert row is not None
    return bool(row[0])


def test_the_roles_are_those_that_the_cluster_has(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select rolname from pg_roles where rolname like 'oye\\_%' and rolcanlogin"
    )
    assert {row[0] for row in rows} == set(ROLES)


@pytest.mark.parametrize("role", [*ROLES, "public"])
def test_no_role_may_do_anything_with_a_table_or_a_sequence(
    owner: psycopg.Connection, role: str
) -> None:
    tables, sequences = relations(owner, "rpvmf"), relations(owner, "S")
    assert len(tables) > 15
    assert len(sequences) > 1
    for oid, name in tables:
        assert not allowed(owner, "has_table_privilege(%s, %s, %s)", role, oid, OF_A_TABLE), name
        columns = "select, insert, update, references"
        assert not allowed(owner, "has_any_column_privilege(%s, %s, %s)", role, oid, columns), name
    for oid, name in sequences:
        usage = "usage, select, update"
        assert not allowed(owner, "has_sequence_privilege(%s, %s, %s)", role, oid, usage), name


@pytest.mark.parametrize("role", [*ROLES, "public"])
def test_a_role_may_execute_the_functions_of_its_schema_and_no_other(
    owner: psycopg.Connection, functions: list[Function], role: str
) -> None:
    mine = {one.name for one in functions if one.schema == ROLES.get(role)}
    assert mine or role == "public"
    for one in functions:
        may = allowed(owner, "has_function_privilege(%s, %s, 'execute')", role, one.oid)
        assert may == (one.schema == ROLES.get(role)), f"{one.schema}.{one.name}"
    for schema in SCHEMAS:
        usage = allowed(owner, "has_schema_privilege(%s, %s, 'usage')", role, schema)
        assert usage == (schema == ROLES.get(role)), schema
        assert not allowed(owner, "has_schema_privilege(%s, %s, 'create')", role, schema), schema


@pytest.mark.parametrize("role", ROLES)
def test_whoever_really_tries_is_refused(
    shared_database: Database, owner: psycopg.Connection, functions: list[Function], role: str
) -> None:
    tables = [sql.Identifier("core", name) for _, name in relations(owner, "rp")]
    tries = [sql.SQL("select from {} limit 0").format(one) for one in tables]
    tries += [sql.SQL("delete from {} where false").format(one) for one in tables]
    tries += [one.call for one in functions if one.schema != ROLES[role]]
    tries += [
        sql.SQL("select nextval('core.fence')").format(),
        sql.SQL("set role oye_owner").format(),
        sql.SQL("create table core.mine (id integer)").format(),
        sql.SQL("create function {}.mine() returns integer language sql as 'select 1'").format(
            sql.Identifier(ROLES[role])
        ),
    ]
    assert len(tries) > 100
    with psycopg.connect(shared_database.url(role), autocommit=True) as connection:
        for one in tries:
            try:
                connection.execute(one)
            except psycopg.errors.InsufficientPrivilege:
                continue
            raise AssertionError(f"{role} was not refused: {one.as_string(connection)}")


def test_no_role_has_powers_or_is_a_member_of_another(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select rolname from pg_roles where rolname like 'oye\\_%'"
        " and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls"
        " or (rolname = 'oye_owner' and rolcanlogin))"
    )
    assert rows.fetchall() == []
    rows = owner.execute(
        "select m.rolname, r.rolname from pg_auth_members as a"
        " join pg_roles as m on m.oid = a.member join pg_roles as r on r.oid = a.roleid"
        " where m.rolname = any(%s)",
        [list(ROLES)],
    )
    assert rows.fetchall() == []


def test_every_function_has_its_search_path_pinned_and_callers_run_as_the_owner(
    owner: psycopg.Connection, functions: list[Function]
) -> None:
    rows = owner.execute(
        "select p.oid, p.prosecdef, p.proowner::regrole::text,"
        " coalesce(p.proconfig, '{}') from pg_proc as p where p.oid = any(%s)",
        [[one.oid for one in functions]],
    )
    found = {oid: rest for oid, *rest in rows}
    for one in functions:
        definer, who, config = found[one.oid]
        name = f"{one.schema}.{one.name}"
        if name == "core.now":
            continue  # the test database's clock, no part of the product
        assert who == "oye_owner", name
        assert "search_path=pg_catalog, pg_temp" in config, name
        assert definer == (one.schema != "core"), name


def test_what_is_made_later_is_closed_too(owner: psycopg.Connection) -> None:
    """A function of the next release, and the partitions of the months ahead."""
    owner.execute("set role oye_owner")
    owner.execute("create function api.newer() returns integer language sql as 'select 1'")
    owner.execute("create table core.occurrence_9999_01 (like core.occurrence)")
    owner.execute("reset role")
    for role in [*ROLES, "public"]:
        assert not allowed(owner, "has_function_privilege(%s, 'api.newer()', 'execute')", role)
        assert not allowed(
            owner, "has_table_privilege(%s, 'core.occurrence_9999_01', %s)", role, OF_A_TABLE
        )
