"""after_done: the next wait begins with the answer, else with what became of the occurrence."""

from datetime import timedelta

import pytest
from oye_sql.testcall import Calc, Calculation, Fire, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def due(ann: Person, clock: Clock, fire: Fire) -> Person:
    """Ann, who has a webhook, and whose reminder 1 comes due now, and again a day after done."""
    ann.hook()
    ann.series("water", [clock.now() + HOUR], recurrence=[], after_done="P1D")
    clock.advance(HOUR)
    return ann


def state(who: Person) -> str:
    shown: str = who.call("reminder_get", reminder_id=1)["state"]
    return shown


def test_it_waits_for_its_answer(due: Person, clock: Clock, fire: Fire, calc: Calc) -> None:
    fire.deliver()
    assert state(due) == "waiting"
    clock.advance(10 * DAY)
    assert fire.deliver() == []
    assert calc.claim() == []
    shown = due.call("reminder_get", reminder_id=1)
    assert shown["waiting_since"] == "2026-11-24T09:00:00+00:00"


def test_it_counts_from_done(due: Person, clock: Clock, fire: Fire, calc: Calc) -> None:
    fire.deliver()
    clock.advance(5 * HOUR)
    due.call("occurrence_done", reminder_id=1)
    assert state(due) == "compute"
    [row] = calc.claim()
    assert (row["after_done"], row["counts_from"]) == ("P1D", clock.now())
    assert calc.settle([row], [Calculation(clock.now() + DAY)]) == ["scheduled"]
    clock.advance(DAY)
    fire.deliver()
    assert state(due) == "waiting"


def test_a_snooze_goes_on_waiting(due: Person, clock: Clock, fire: Fire) -> None:
    fire.deliver()
    due.call("occurrence_snooze", reminder_id=1, until=clock.now() + HOUR)
    assert state(due) == "waiting"
    clock.advance(HOUR)
    fire.deliver()
    assert state(due) == "waiting"


def test_it_counts_from_a_failure(due: Person, clock: Clock, fire: Fire, calc: Calc) -> None:
    claimed = fire.claim()
    fire.begin(claimed)
    clock.advance(timedelta(seconds=5))
    fire.settle(claimed, "rejected")
    [row] = calc.claim()
    assert row["counts_from"] == clock.now()


def test_it_counts_from_now_where_no_channel_is_usable(
    due: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    """Nobody was told, so nobody will answer: the failure must not end the series."""
    due.call("channel_update", channel_id=2, patch={"enabled": False})
    fire.claim()
    [occurrence] = due.call("occurrence_list")["items"]
    assert (occurrence["outcome"], occurrence["outcome_reason"]) == ("failed", "no_channel")
    [row] = calc.claim()
    assert row["counts_from"] == clock.now()


def test_it_counts_from_a_skip_that_a_pause_made(
    due: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    fire.claim()
    due.call("reminder_pause", reminder_id=1)
    at = clock.now()
    clock.advance(HOUR)
    due.call("reminder_resume", reminder_id=1)
    [row] = calc.claim()
    assert row["counts_from"] == at


def test_an_answer_within_a_pause_counts_and_the_pause_goes_on(
    due: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    fire.deliver()
    due.call("reminder_pause", reminder_id=1)
    due.call("occurrence_done", reminder_id=1)
    at = clock.now()
    assert state(due) == "paused"
    clock.advance(HOUR)
    assert due.call("reminder_resume", reminder_id=1)["state"] == "compute"
    [row] = calc.claim()
    assert row["counts_from"] == at


def test_a_pause_without_an_answer_goes_back_to_waiting(
    due: Person, clock: Clock, fire: Fire
) -> None:
    fire.deliver()
    due.call("reminder_pause", reminder_id=1)
    clock.advance(HOUR)
    assert due.call("reminder_resume", reminder_id=1)["state"] == "waiting"


def test_a_skip_of_the_first_counts_from_where_it_would_have_been(
    ann: Person, clock: Clock, calc: Calc
) -> None:
    """Counted from now, a day's wait would end before the skipped one, three days ahead."""
    first = clock.now() + 3 * DAY
    ann.series("water", [first], recurrence=[], after_done="P1D")
    ann.call("reminder_skip", reminder_id=1)
    [row] = calc.claim()
    assert (row["counts_from"], row["accounted_until"]) == (first, first)
    assert calc.settle([row], [Calculation(first + DAY)]) == ["scheduled"]


def test_a_skip_later_on_counts_from_the_skip(
    due: Person, clock: Clock, fire: Fire, calc: Calc
) -> None:
    fire.deliver()
    due.call("occurrence_done", reminder_id=1)
    calc.settle(calc.claim(), [Calculation(clock.now() + DAY)])
    clock.advance(HOUR)
    due.call("reminder_skip", reminder_id=1)
    [row] = calc.claim()
    assert row["counts_from"] == clock.now()
