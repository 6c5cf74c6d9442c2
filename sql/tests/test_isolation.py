"""Nobody sees or changes another's rows: every function of schema api, by guessed ids."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Caller, Fire, People, Person, RefusedError, Row, digest
from oye_sql.testclock import Clock
from oye_sql.testing import Database
from psycopg import sql

# Stands in all that Ann says.
MARK = "only-ann-says-this"
# Those that only a bot's token may call; whom they concern is X-Act-For, not an id.
FOR_BOTS = {
    "bot_announce",
    "channel_ensure",
    "identity_ensure",
    "identity_link",
    "reminder_join",
}
HOUR = timedelta(hours=1)


@pytest.fixture
def ann(person: People, clock: Clock, fire: Fire) -> Person:
    """Has one of everything; reminder 1 came due an hour after the start."""
    somebody = person(MARK, "Pacific/Chatham")
    somebody.hook(f"https://{MARK}.example.org/", label=MARK)
    somebody.call("channel_link_create")
    login = somebody.api.call("login_start", label=MARK, address="203.0.113.7")
    somebody.call("login_answer", user_code=login["user_code"], approve=True)
    somebody.call("login_answer", user_code="BBBB-BBBB", approve=True)
    at = clock.now() + HOUR
    days = [at, at + 24 * HOUR]
    somebody.series(MARK, days, zone="Pacific/Chatham", tags=[MARK], said=MARK)
    somebody.once(MARK, at + 48 * HOUR, idempotency_key=MARK, request_sha256=digest(MARK))
    clock.advance(HOUR)
    fire.deliver()
    return somebody


@pytest.fixture
def bob(ann: Person, ops: Caller, owner: psycopg.Connection) -> Person:
    """Shares Ann's bucket, so that it is not the bucket that keeps him out."""
    near = uuid.UUID(bytes=bytes([ann.person_id.bytes[0] ^ 1]) + ann.person_id.bytes[1:])
    owner.execute(
        "insert into core.person (bucket, person_id, name, timezone, locale, channel_last,"
        " created_at) values (%s, %s, 'Bob', 'UTC', 'en', 1, core.now())",
        [ann.bucket, near],
    )
    owner.execute(
        "insert into core.channel (bucket, person_id, channel_id, kind, is_default, created_at)"
        " values (%s, %s, 1, 'inbox', false, core.now())",
        [ann.bucket, near],
    )
    scopes = ["read", "write", "account"]
    [token] = ops.rows("token_create", person=near, label="test", scopes=scopes)
    return Person(ann.api, near, token["token"])


@pytest.fixture
def guesses(ann: Person, owner: psycopg.Connection, clock: Clock) -> Row:
    """What somebody who knows all of Ann's ids would send, by the name of the argument."""
    [delivery] = owner.execute("select delivery_id from core.delivery").fetchall()
    [token] = owner.execute(
        "select token_id from core.token where person_id = %s", [ann.person_id]
    ).fetchall()
    [change] = owner.execute(
        "select change_id from core.change where person_id = %s and reminder_id = 1",
        [ann.person_id],
    ).fetchall()
    login = ann.api.call("login_start", label="phone", address="203.0.113.7")
    return {
        "user_code": login["user_code"],
        "approve": True,
        "confirm": ann.person_id,
        "part": "occurrences",
        "key": ["2026-11-01 00:00Z", "0"],
        "reminder_id": 1,
        "channel_id": 2,
        "delivery_id": delivery[0],
        "token_id": token[0],
        "change_id": change[0],
        "due_at": "2026-11-24 09:00Z",
        "until": clock.now() + HOUR,
        "answer": "done",
        "after": "0-0",
        "idempotency_key": MARK,
        "request_sha256": digest(MARK),
        "patch": {"text": "mine now", "name": "mine now", "label": "mine now", "enabled": False},
        "text": "a guess",
        "starts_at": "2026-12-01 09:00",
        "kind": "webhook",
        "url": "https://example.org/guess",
        "label": "a guess",
        "chat_id": "7",
        "address": f"https://{MARK}.example.org/",
        "message_id": "message-1",
        "user_id": "7",
        "name": "a guess",
        "code": "0" * 32,
        "username": "a_bot",
        "timezone": "Europe/Madrid",
    }


def functions(owner: psycopg.Connection) -> Iterator[tuple[str, set[str], set[str]]]:
    """Name, arguments and those without a default, of each function that asks who is there."""
    rows = owner.execute(
        "select p.proname, p.proargnames, p.pronargs - p.pronargdefaults from pg_proc as p"
        " where p.pronamespace = 'api'::regnamespace and 'p_token' = any(p.proargnames)"
    )
    for name, arguments, needed in rows:
        plain = [one.removeprefix("p_") for one in arguments if one.startswith("p_")]
        yield name, set(plain[2:]), set(plain[2:needed])


def rows_of(owner: psycopg.Connection, who: uuid.UUID) -> dict[str, list[Any]]:
    """All that is stored of a person, by table."""
    tables = owner.execute(
        "select c.relname from pg_class as c join pg_attribute as a on a.attrelid = c.oid"
        " where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname = 'person_id'"
    )
    query = sql.SQL("select to_jsonb(t) from {} as t where person_id = %s order by t::text")
    return {
        name: owner.execute(query.format(sql.Identifier("core", name)), [who]).fetchall()
        for (name,) in tables
    }


def attempt(who: Person, name: str, arguments: Row) -> object:
    """The answer, or the refusal in words."""
    try:
        return who.call(name, **arguments)
    except RefusedError as refusal:
        return f"{refusal} {refusal.field}"


def test_no_function_shows_or_changes_what_is_anothers(
    ann: Person,
    bob: Person,
    tom: Person,
    person: People,
    owner: psycopg.Connection,
    guesses: Row,
    clock: Clock,
) -> None:
    """By one with the same numbers, one with nothing at all, and one whom a bot acts for."""
    for number in (1, 2):
        bob.once(f"number {number}", clock.now() + HOUR)
    bob.hook()
    before = rows_of(owner, ann.person_id)
    assert sum(1 for rows in before.values() if rows) >= 8, "there is something to protect"
    hers = [MARK, str(ann.person_id), str(guesses["delivery_id"]), str(guesses["token_id"])]
    tried = 0
    for name, arguments, _ in functions(owner):
        guess = {key: value for key, value in guesses.items() if key in arguments}
        for who in (bob, person("Cleo"), tom):
            answer = str(attempt(who, name, guess)).replace(
                str(guesses["address"]), "what was sent"
            )
            assert not [one for one in hers if one in answer], f"{name} told {answer}"
            assert rows_of(owner, ann.person_id) == before, f"{name} changed what is Ann's"
            tried += 1
    assert tried > 60


def test_the_guesses_are_right_for_the_one_whose_ids_they_are(
    ann: Person, database: Database, owner: psycopg.Connection, guesses: Row
) -> None:
    """Else the test above would show nothing: Ann herself is not refused a single one."""
    # What arrived is not sent again.
    owner.execute("update core.occurrence set outcome = 'failed'")
    connection = database.connect("oye_api", autocommit=False)
    for name, arguments, needed in functions(owner):
        assert needed <= set(guesses), f"{name} needs a guess for {needed - set(guesses)}"
        if name not in FOR_BOTS:
            keys = arguments - {"idempotency_key"}
            ann.on(connection).call(name, **{key: guesses[key] for key in keys & set(guesses)})
        connection.rollback()


def test_what_is_there_already_under_the_guessed_key_is_not_given_to_another(
    ann: Person, bob: Person, guesses: Row
) -> None:
    key = {"idempotency_key": MARK, "request_sha256": digest(MARK)}
    made = bob.call("reminder_create", text="tea", starts_at="2026-12-01 09:00", **key)
    assert made["text"] == "tea"
    assert bob.call("schedule_context", **key)["answer"] == made
