"""Grace counts from the end of quiet hours, for fire and for calc."""

from datetime import timedelta
from typing import Any

import pytest
from oye_sql.testcall import Calc, Fire, Person
from oye_sql.testclock import Clock

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NIGHT = {"from": "22:00", "until": "07:00"}


def after_downtime(who: Person, clock: Clock, fire: Fire, minutes: int, **said: Any) -> list[str]:
    """Outcomes of what came due at 22:30 and 06:30, where workers come back after 07:00."""
    at = clock.now().replace(hour=22, minute=30)
    who.series("pills", [at, at + 8 * HOUR, at + 48 * HOUR], catch_up="skip", **said)
    clock.set(at + 8 * HOUR + 30 * MINUTE + minutes * MINUTE)
    fire.claim()
    return [one["outcome"] for one in who.call("occurrence_list")["items"]]


@pytest.mark.parametrize(
    ("minutes", "outcomes"),
    [(0, ["pending"]), (15, ["pending"]), (16, ["missed", "missed"])],
)
def test_what_came_due_in_the_night_is_in_time_until_its_grace_after_the_end(
    tom: Person, clock: Clock, fire: Fire, minutes: int, outcomes: list[str]
) -> None:
    tom.call("me_update", patch={"quiet": NIGHT})
    assert after_downtime(tom, clock, fire, minutes) == outcomes


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({}, {}),
        ({"quiet": {**NIGHT, "mode": "silent"}}, {}),
        ({"quiet": NIGHT}, {"urgent": True}),
    ],
)
def test_without_hours_that_defer_it_the_grace_is_as_it_was_said(
    tom: Person, clock: Clock, fire: Fire, patch: Any, said: Any
) -> None:
    tom.call("me_update", patch=patch)
    assert after_downtime(tom, clock, fire, 0, **said) == ["missed", "missed"]


def test_calc_is_told_how_far_back_that_reaches(tom: Person, clock: Clock, calc: Calc) -> None:
    tom.call("me_update", patch={"quiet": NIGHT})
    at = clock.now().replace(hour=21, minute=50)
    tom.call("reminder_create", text="x", starts_at=at.replace(tzinfo=None), grace_seconds=600)
    tom.call(
        "reminder_create", text="y", starts_at=at.replace(tzinfo=None), grace_seconds=600,
        urgent=True,
    )  # fmt: skip
    clock.set(at.replace(hour=7, minute=9) + 24 * HOUR)
    graces = {row["reminder_id"]: row["grace"] for row in calc.claim()}
    assert graces == {1: 9 * HOUR + 9 * MINUTE, 2: 10 * MINUTE}
