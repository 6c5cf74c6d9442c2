"""Who takes part in the tests of the SQL: people, a bot, workers, and a clock that stands still."""

import contextlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg
import pytest
from oye_sql.testcall import Bot, Calc, Caller, Fire, People, Person
from oye_sql.testclock import Clock
from oye_sql.testing import Database, Maker, copied

# A Tuesday. Ann, Bob and their reminders are in UTC where a test says nothing else.
START = datetime(2026, 11, 24, 8, tzinfo=UTC)


# A connection in autocommit mode as a role, or as the superuser.
Line = Callable[[str | None], psycopg.Connection]


@dataclass(frozen=True)
class Kept:
    """A database that one test after another uses, with a connection for each role."""

    database: Database
    lines: dict[str | None, psycopg.Connection] = field(default_factory=dict)

    def line(self, role: str | None) -> psycopg.Connection:
        if role not in self.lines or self.lines[role].closed:
            self.lines[role] = self.database.connect(role)
        return self.lines[role]

    def empty(self) -> None:
        """Leave the tables as they were made. Triggers of foreign keys would only repeat it."""
        self.line(None).execute(
            """
            do $$
            declare
                v_table text;
            begin
                set local session_replication_role = replica;
                for v_table in
                    select c.relname from pg_class as c
                    where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
                        and not c.relispartition and c.relname not in ('migration', 'applied_file')
                loop
                    execute format('delete from core.%I', v_table);
                end loop;
            end;
            $$
            """
        )


@pytest.fixture(scope="session")
def kept(oye_maker: Maker, oye_template: str) -> Iterator[Kept]:
    with copied(oye_maker, oye_template) as found:
        yield Kept(found)


@pytest.fixture
def kept_database(kept: Kept) -> Iterator[Database]:
    """The kept database, emptied afterwards: a fifth of the time that a fresh one takes."""
    with contextlib.ExitStack() as connections:
        yield Database(kept.database.owner_url, connections)
    kept.empty()


@pytest.fixture
def line(database: Database) -> Line:
    return database.connect


@pytest.fixture
def owner(line: Line) -> psycopg.Connection:
    """The superuser, to look into tables and to make what no function can."""
    return line(None)


@pytest.fixture
def clock(database: Database, owner: psycopg.Connection) -> Clock:
    """Stands at 2026-11-24 08:00 UTC until it is set or advanced."""
    clock = Clock(database.owner_url, owner)
    clock.set(START)
    return clock


@pytest.fixture
def api(line: Line) -> Caller:
    return Caller(line("oye_api"), "api")


@pytest.fixture
def ops(line: Line) -> Caller:
    return Caller(line("oye_ops"), "ops")


@pytest.fixture
def fire(line: Line, clock: Clock) -> Fire:
    return Fire(Caller(line("oye_fire"), "fire"))


@pytest.fixture
def calc(line: Line, clock: Clock) -> Calc:
    return Calc(Caller(line("oye_calc"), "calc"))


@pytest.fixture
def person(api: Caller, ops: Caller, clock: Clock) -> People:
    """Makes a person with a token: person("Cleo", "Europe/Madrid", scopes=["read"])."""

    def make(
        name: str, timezone: str = "UTC", *, scopes: tuple[str, ...] = ("read", "write", "account")
    ) -> Person:
        [made] = ops.rows("person_create", name=name, timezone=timezone, locale="en")
        [token] = ops.rows(
            "token_create", person=made["person_id"], label="test", scopes=list(scopes)
        )
        return Person(api, made["person_id"], token["token"])

    return make


@pytest.fixture
def ann(person: People) -> Person:
    return person("Ann")


@pytest.fixture
def bob(person: People) -> Person:
    return person("Bob")


@pytest.fixture
def bot(api: Caller, ops: Caller, clock: Clock) -> Bot:
    """A bot's service token, acting for a user: bot("telegram:7").call("identity_ensure", …)."""
    [token] = ops.rows("service_token_create", label="bot")

    def acting_for(act_for: str) -> Person:
        return Person(api, uuid.UUID(int=0), token["token"], act_for)

    return acting_for


@pytest.fixture
def tom(bot: Bot) -> Person:
    """Is known by Telegram alone: user 7, with a chat of the same number as default channel 2."""
    known = bot("telegram:7")
    made = known.call("identity_ensure", chat_id="7", name="Tom")
    return Person(known.api, uuid.UUID(made["person_id"]), known.token, known.act_for)
