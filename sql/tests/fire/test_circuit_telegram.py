"""Telegram that takes nothing is tried once an interval; all else waits for that."""

import datetime

import pytest

from .circuit import fail, going, opened, verdicts
from .conftest import NOON

SECOND = datetime.timedelta(seconds=1)
BOT = "select failures, nullif(paused_until, '-infinity') from core.pace where kind = 'bot'"


@pytest.fixture
def silent(world):
    """Telegram took none of five messages; five more wait."""
    world.fill(people=10)
    rows = world.claim()
    assert len(going(world, rows[:5])) == 5
    fail(world, rows[:5], reason="telegram_http_502")
    return rows[5:]


def test_telegram_that_takes_nothing_is_tried_once_an_interval(world, silent):
    failures, paused_until = world.one(BOT)
    assert (failures, paused_until > world.one("select core.now()")[0]) == (5, True)
    assert {verdict for verdict, _ in verdicts(world, silent)} == {"later"}
    world.database.clock.set(paused_until)
    rows = world.claim()
    assert len(going(world, rows)) == 1
    assert world.one(BOT)[1] > paused_until


def test_telegram_that_answers_takes_all_again(world, silent):
    verdicts(world, silent)
    world.database.clock.set(world.one(BOT)[1])
    [probe] = going(world, world.claim())
    world.settle(probe)
    assert world.one(BOT)[0] == 0
    world.advance(seconds=30)
    assert len(going(world, world.claim())) == 9


def test_the_operator_is_told_in_words_that_telegram_takes_nothing(world, silent):
    told = world.one("select core.health()")[0]
    assert told["circuits_open"] == {"telegram": 1, "webhook": 0}
    assert told["status"] == "degraded"
    assert "Telegram takes nothing, and is asked once a minute" in told["problems"]


def test_a_silence_that_telegram_asked_for_is_no_open_circuit(world):
    world.fill(people=1)
    rows = world.claim()
    going(world, rows)
    world.settle(*rows, outcome="limited", reason="telegram_too_many", retry_after=60)
    assert world.one(BOT)[1] is not None
    assert opened(world)["telegram"] == 0


def test_telegrams_probes_come_a_minute_apart_at_the_most(world, silent):
    verdicts(world, silent)
    for _ in range(8):
        world.database.clock.set(world.one(BOT)[1])
        [probe] = going(world, world.claim(limit=1))
        fail(world, [probe], reason="telegram_http_502")
    pause = world.one(BOT)[1] - world.one("select core.now()")[0]
    assert 45 * SECOND <= pause <= 75 * SECOND


def test_a_silence_that_telegram_asked_for_outlasts_what_fails_meanwhile(world):
    world.fill(people=10)
    rows = world.claim()
    going(world, rows)
    world.settle(rows[0], outcome="limited", reason="telegram_too_many", retry_after=300)
    fail(world, rows[1:7])
    assert world.one(BOT) == (5, NOON + 300 * SECOND)


def test_an_open_circuit_is_shown_with_the_channels(world, silent):
    found = world.owner.execute(
        "select core.channel_json(c) from core.channel as c where c.kind = 'telegram' limit 1"
    ).fetchone()[0]
    assert found["failures"] == 5
    assert found["paused_until"] is not None
    world.advance(seconds=10)
    shown = world.owner.execute(
        "select core.channel_json(c) ->> 'paused_until' from core.channel as c"
    ).fetchall()
    assert set(shown) == {(None,)}
