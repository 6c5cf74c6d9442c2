"""A worker that finds the other one silent: once, whoever looks, and once more when it is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from oye_sql.testcall import Calc, Caller, Fire, waiting
from oye_sql.testclock import Clock
from oye_sql.testing import Database

MINUTE = timedelta(minutes=1)
Look = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def look(calc: Calc) -> Look:
    """worker-calc's look after worker-fire, without the number of the alarm."""

    def looking() -> list[dict[str, Any]]:
        calc.claim()
        return calc.caller.rows("alarm_claim")

    return looking


def minutes(clock: Clock, look: Look, count: int) -> list[list[dict[str, Any]]]:
    """A look each minute, as a CronJob has it."""
    found = []
    for _ in range(count):
        clock.advance(MINUTE)
        found.append(look())
    return found


def silent(look: Look, clock: Clock, fire: Fire) -> dict[str, Any]:
    """worker-fire ran, and then was silent until worker-calc said so."""
    fire.claim()
    look()
    *quiet, [told] = minutes(clock, look, 6)
    assert quiet == [[]] * 5
    return told


def test_five_minutes_of_silence_are_told_and_less_is_not(
    look: Look, clock: Clock, fire: Fire
) -> None:
    told = silent(look, clock, fire)
    assert (told["worker_kind"], told["what"], told["silent_seconds"]) == ("fire", "silent", 360)


def test_what_was_told_is_not_told_again(look: Look, clock: Clock, fire: Fire, calc: Calc) -> None:
    told = silent(look, clock, fire)
    calc.caller.call("alarm_settle", alarm_id=told["alarm_id"], what="silent")
    assert minutes(clock, look, 30) == [[]] * 30


def test_whose_teller_died_is_told_again_after_a_minute_then_less_and_less_often(
    look: Look, clock: Clock, fire: Fire
) -> None:
    silent(look, clock, fire)
    assert look() == []
    found = minutes(clock, look, 10)
    assert [len(each) for each in found] == [1, 0, 1, 0, 0, 1, 0, 0, 0, 1]


def test_the_end_of_the_silence_is_told_once_with_its_length(
    look: Look, clock: Clock, fire: Fire, calc: Calc
) -> None:
    told = silent(look, clock, fire)
    calc.caller.call("alarm_settle", alarm_id=told["alarm_id"], what="silent")
    clock.advance(6 * MINUTE)
    fire.claim()
    [back] = fire.caller.rows("alarm_claim")
    assert (back["alarm_id"], back["what"]) == (told["alarm_id"], "back")
    assert (back["worker_kind"], back["silent_seconds"]) == ("fire", 720)
    fire.caller.call("alarm_settle", alarm_id=back["alarm_id"], what="back")
    assert fire.caller.rows("alarm_claim") == look() == []


def test_a_silence_that_nobody_was_told_of_is_told_as_over_alone(
    look: Look, clock: Clock, fire: Fire
) -> None:
    silent(look, clock, fire)
    fire.claim()
    assert [each["what"] for each in look()] == ["back"]


def test_news_of_yesterday_is_not_told(look: Look, clock: Clock, fire: Fire) -> None:
    silent(look, clock, fire)
    fire.claim()
    look()
    clock.advance(timedelta(days=1))
    fire.claim()
    assert look() == []


def test_the_next_silence_is_an_alarm_of_its_own(
    look: Look, clock: Clock, fire: Fire, calc: Calc
) -> None:
    first = silent(look, clock, fire)
    fire.claim()
    [back] = look()
    calc.caller.call("alarm_settle", alarm_id=back["alarm_id"], what="back")
    assert silent(look, clock, fire)["alarm_id"] > first["alarm_id"]


def test_who_was_not_there_itself_says_nothing(look: Look, clock: Clock, fire: Fire) -> None:
    """A machine that slept over night: both were silent, and both begin again."""
    fire.claim()
    look()
    clock.advance(timedelta(hours=9))
    assert look() == []
    assert minutes(clock, look, 4) == [[]] * 4
    assert [len(each) for each in minutes(clock, look, 1)] == [1]


def test_a_worker_that_never_ran_is_told_of_too(look: Look, clock: Clock) -> None:
    look()
    *_, [told] = minutes(clock, look, 5)
    assert (told["worker_kind"], told["silent_seconds"]) == ("fire", None)


def test_each_looks_after_the_other(clock: Clock, fire: Fire, calc: Calc) -> None:
    calc.claim()

    def looks() -> list[dict[str, Any]]:
        fire.claim()
        return fire.caller.rows("alarm_claim")

    looks()
    *_, [told] = minutes(clock, looks, 6)
    assert told["worker_kind"] == "calc"


def test_two_that_find_it_at_the_same_time_tell_it_once(
    look: Look, clock: Clock, fire: Fire, database: Database, owner: psycopg.Connection
) -> None:
    fire.claim()
    look()
    minutes(clock, look, 5)
    clock.advance(MINUTE)
    one = Caller(database.connect("oye_calc", autocommit=False), "calc")
    other = Caller(database.connect("oye_calc"), "calc")
    assert len(one.rows("alarm_claim")) == 1
    with waiting(owner, other.connection, lambda: other.rows("alarm_claim")) as found:
        one.connection.commit()
    assert found == [[]]
    assert owner.execute("select count(*) from core.alarm").fetchone() == (1,)
