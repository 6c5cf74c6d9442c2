"""Who takes part in the tests of the SQL: people, a bot, workers, and a clock that stands still."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from oye_sql.testcall import Bot, Calc, Caller, Fire, People, Person
from oye_sql.testclock import Clock
from oye_sql.testing import Database

# A Tuesday. Ann, Bob and their reminders are in UTC where a test says nothing else.
START = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def clock(database: Database) -> Clock:
    """Stands at 2026-11-24 08:00 UTC until it is set or advanced."""
    database.clock.set(START)
    return database.clock


@pytest.fixture
def owner(database: Database) -> psycopg.Connection:
    """The superuser, to look into tables and to make what no function can."""
    return database.connect()


@pytest.fixture
def api(database: Database) -> Caller:
    return Caller(database.connect("oye_api"), "api")


@pytest.fixture
def ops(database: Database) -> Caller:
    return Caller(database.connect("oye_ops"), "ops")


@pytest.fixture
def fire(database: Database, clock: Clock) -> Fire:
    return Fire(Caller(database.connect("oye_fire"), "fire"))


@pytest.fixture
def calc(database: Database, clock: Clock) -> Calc:
    return Calc(Caller(database.connect("oye_calc"), "calc"))


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
