"""Pytest fixtures of every project: a database of its own for each test, and a settable clock.

`database` is a fresh copy of a template to which the SQL was applied once in the session; its
roles, functions and grants are the real ones. `OYE_TEST_DATABASE_URL` names a server to use (its
roles get passwords that everybody may know: a server for tests alone).
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from psycopg import sql

from oye_sql import apply, roles, testclock, testserver, tree, url

# The same in every session: several may share one server, and each would change the others'.
PASSWORD = "oye-test"  # noqa: S105 (a server for tests alone)
KIND = pytest.StashKey[str]()


@dataclass(frozen=True)
class Database:
    """One test's database. `owner_url`: as the superuser (or the named user) of the server."""

    owner_url: str
    connections: contextlib.ExitStack = field(repr=False, compare=False)

    def url(self, role: str | None = None) -> str:
        """The address for a login role (oye_api, oye_calc, oye_fire, oye_ops)."""
        if role is None:
            return self.owner_url
        return url.changed(self.owner_url, user=role, password=PASSWORD)

    def connect(self, role: str | None = None, *, autocommit: bool = True) -> psycopg.Connection:
        """A new connection, really signed in as the role; closed when the test ends."""
        connection = psycopg.connect(self.url(role), autocommit=autocommit)
        self.connections.callback(connection.close)
        return connection

    @property
    def clock(self) -> testclock.Clock:
        """What core.now() answers in this database."""
        return testclock.Clock(self.owner_url)


@dataclass(frozen=True)
class Maker:
    """The server, and a connection kept open on which databases are made and dropped."""

    server: testserver.Server
    connection: psycopg.Connection = field(repr=False, compare=False)


@pytest.fixture(scope="session")
def oye_server(pytestconfig: pytest.Config) -> Iterator[testserver.Server]:
    """The session's server."""
    with testserver.server() as found:
        pytestconfig.stash[KIND] = found.kind
        # Where several run side by side, each has a server, and one of them says which.
        getattr(pytestconfig, "workeroutput", {})["oye_server"] = found.kind
        yield found


@pytest.fixture(scope="session")
def oye_maker(oye_server: testserver.Server) -> Iterator[Maker]:
    """What makes the session's databases."""
    with psycopg.connect(oye_server.address, autocommit=True) as connection:
        yield Maker(oye_server, connection)


@pytest.fixture(scope="session")
def oye_template(oye_maker: Maker) -> Iterator[str]:
    """The name of a database with the SQL applied, the clock settable, and nobody connected."""
    name = f"oye_test_{os.getpid()}_{secrets.token_hex(3)}"
    with created(oye_maker, name) as address:
        apply.apply(address, tree.read(), dict.fromkeys(roles.LOGINS, PASSWORD))
        with psycopg.connect(address) as connection:
            connection.execute(testclock.INSTALL.encode())
        yield name


@contextlib.contextmanager
def created(maker: Maker, name: str, template: str = "template0") -> Iterator[str]:
    """A database by this name, for as long as the context lasts; yields its URL."""
    new, old = sql.Identifier(name), sql.Identifier(template)
    maker.connection.execute(
        sql.SQL("create database {} template {} strategy {}").format(
            new, old, sql.Identifier(maker.server.strategy)
        )
    )
    try:
        yield url.changed(maker.server.address, dbname=name)
    finally:
        maker.connection.execute(sql.SQL("drop database {} with (force)").format(new))


@contextlib.contextmanager
def copied(maker: Maker, template: str) -> Iterator[Database]:
    """A Database made from the template, dropped at the end."""
    name = f"{template}_{secrets.token_hex(4)}"
    with created(maker, name, template) as address, contextlib.ExitStack() as connections:
        yield Database(address, connections)


@pytest.fixture
def database(oye_maker: Maker, oye_template: str) -> Iterator[Database]:
    """A fresh database for this test alone."""
    with copied(oye_maker, oye_template) as found:
        yield found


@pytest.fixture(scope="module")
def module_database(oye_maker: Maker, oye_template: str) -> Iterator[Database]:
    """A database that the tests of one module share: for what takes long to fill."""
    with copied(oye_maker, oye_template) as found:
        yield found


@pytest.fixture(scope="session")
def shared_database(oye_maker: Maker, oye_template: str) -> Iterator[Database]:
    """A database of the whole session, for tests that leave nothing behind."""
    with copied(oye_maker, oye_template) as found:
        yield found


@pytest.fixture
def rolled_back(shared_database: Database) -> Iterator[psycopg.Connection]:
    """The cheapest: a transaction of the superuser's in a shared database, undone at the end."""
    with psycopg.connect(shared_database.owner_url) as connection:
        yield connection
        connection.rollback()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of several has ended (pytest-xdist's hook)."""
    with contextlib.suppress(AttributeError, KeyError):
        node.config.stash[KIND] = node.workeroutput["oye_server"]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which server the tests ran on."""
    if KIND in config.stash:
        terminalreporter.write_line(f"database: {config.stash[KIND]}")
